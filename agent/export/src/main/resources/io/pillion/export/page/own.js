import { spark, sparkCell } from './chart.js';
import { el, setChildren, setText } from './dom.js';
import * as format from './format.js';
import { isOwn } from './names.js';
import { sum } from './text-format.js';

/** More series than this a person does not read here; `/metrics` has them all. */
const SERIES = 100;

/**
 * The app's own series in a scrape, by name and labels.
 *
 * @returns {{series: Map<string, object>, all: number}} each with `name`, `labels`, `type`, `help`,
 *     and `count` and `sum`, or `value`
 */
export function readOwn({ types, samples }, constant) {
  const series = new Map();
  let all = 0;
  for (const [name, { type, help }] of types) {
    if (!isOwn(name)) {
      continue;
    }
    const observed = type === 'histogram' || type === 'summary';
    for (const sample of samples.get(observed ? name + '_count' : name) ?? []) {
      all++;
      if (series.size < SERIES) {
        const labels = Object.entries(sample.labels).filter(([label]) => !(label in constant));
        const total = observed ? sum(samples, name + '_sum', sample.labels) : null;
        series.set(sample.key, { name, labels, type, help, value: sample.value, total });
      }
    }
  }
  return { series, all };
}

/** The table of the app's own metrics. */
export class OwnTable {
  #rows = new Map();
  #body = document.querySelector('#own tbody');
  #aside = document.querySelector('#own-aside');

  show(history, span) {
    const { series, all } = history.last.own;
    const rows = [...series].map(([key, one]) => this.#row(key, one, history, span));
    for (const key of this.#rows.keys()) {
      if (!series.has(key)) {
        this.#rows.delete(key);
      }
    }
    setChildren(this.#body, rows);
    const told = all > series.size ? `${series.size} of ${format.number(all)} series` : '';
    setText(this.#aside, all === 0 ? 'none declared' : told);
  }

  #row(key, one, history, span) {
    const row = this.#rows.get(key) ?? makeRow(one);
    this.#rows.set(key, row);
    const text = format.byUnit(one.name);
    const value = (name) => (poll) => poll.own.series.get(key)?.[name] ?? NaN;
    const growthNow = (name) => history.growthOf(value(name), history.last, span);
    if (one.type === 'gauge' || one.type === 'untyped') {
      setText(row.value, text(one.value));
      setText(row.rate, '');
      row.course.setAttribute('d', spark(history.polls, history.polls.map(value('value'))));
      return row.element;
    }
    const rate = growthNow('value');
    setText(row.rate, format.perSecond(rate));
    row.course.setAttribute('d', spark(history.polls, history.growth(value('value')), 0));
    if (one.type === 'counter') {
      setText(row.value, text(one.value));
    } else {
      const lifetime = one.value > 0 ? one.total / one.value : null;
      const mean = rate > 0 ? growthNow('total') / rate : lifetime;
      setText(row.value, mean === null ? format.UNKNOWN : 'mean ' + text(mean));
    }
    return row.element;
  }
}

function makeRow({ name, labels, help, type }) {
  const { cell, path } = sparkCell();
  const row = {
    value: el('td', { class: 'number' }),
    rate: el('td', { class: 'number' }),
    course: path,
  };
  const said = labels.map(([label, value]) => `${label}="${value}"`).join(', ');
  const title = el('th', { scope: 'row', title: [type, help].filter(Boolean).join(': ') }, name);
  if (said) {
    title.append(' ', el('span', { class: 'labels' }, said));
  }
  row.element = el('tr', {}, title, row.value, row.rate, cell);
  return row;
}
