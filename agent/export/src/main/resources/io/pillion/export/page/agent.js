import { el, setChildren, setText } from './dom.js';
import * as format from './format.js';
import { sum } from './text-format.js';

/** What the agent says of itself in a scrape: rows of a name, a text and whether it is a fault. */
function rowsOf({ samples }) {
  const rows = [];
  for (const { labels, value } of samples.get('pillion_instrumented') ?? []) {
    const counted = value === 1;
    const server = `${labels.server} ${labels.version}`;
    rows.push(counted ? ['watches', server] : ['does not count', `${server}: see /-/instrumentation`, true]);
  }
  if (rows.length === 0) {
    rows.push(['watches', 'no server yet']);
  }
  for (const { labels } of samples.get('pillion_info') ?? []) {
    rows.push(['version', `${labels.version} on Java ${labels.java}`]);
  }
  rows.push(['held up the app’s start', format.duration(sum(samples, 'pillion_start_seconds'))]);
  const requests = sum(samples, 'pillion_request_overhead_seconds_count');
  if (requests > 0) {
    const mean = sum(samples, 'pillion_request_overhead_seconds_sum') / requests;
    const sampled = `mean of ${format.number(requests)} sampled`;
    rows.push(['takes of a request', `${format.duration(mean)}, ${sampled}`]);
  }
  rows.push(...faults(samples, 'pillion_errors_total', 'where', 'faults kept from the app'));
  rows.push(...faults(samples, 'pillion_overflow_total', 'limit', 'folded into _OTHER'));
  return rows;
}

/** A row for each reason there is; one that says "none" otherwise. */
function faults(samples, name, label, title) {
  const found = (samples.get(name) ?? []).filter(({ value }) => value > 0);
  return found.length === 0
    ? [[title, 'none']]
    : found.map(({ labels, value }) => [title, `${format.number(value)}: ${labels[label]}`, true]);
}

/** The table of what the agent watches, and how it fares. */
export class AgentTable {
  #body = document.querySelector('#agent tbody');
  #rows = [];

  show(scrape) {
    const rows = rowsOf(scrape);
    while (this.#rows.length < rows.length) {
      this.#rows.push(el('tr', {}, el('th', { scope: 'row' }), el('td')));
    }
    setChildren(this.#body, this.#rows.slice(0, rows.length));
    rows.forEach(([title, text, fault], i) => {
      setText(this.#rows[i].firstChild, title);
      setText(this.#rows[i].lastChild, text);
      this.#rows[i].className = fault ? 'server-error' : '';
    });
  }
}
