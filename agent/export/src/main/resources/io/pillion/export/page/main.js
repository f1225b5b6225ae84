import { AgentTable } from './agent.js';
import { Chart } from './chart.js';
import { el, setAttribute, setText } from './dom.js';
import * as format from './format.js';
import { History } from './history.js';
import { readHttp } from './http.js';
import { JvmPanels, jvmInWords, readJvm } from './jvm.js';
import { OwnTable, readOwn } from './own.js';
import { RequestPanels } from './panels.js';
import { Poller } from './poller.js';
import { RoutesTable } from './routes.js';
import { TextFormat, sum } from './text-format.js';

/** Seconds between polls, from 0.2 to 60: `/?every=10`. */
const asked = Number(new URLSearchParams(location.search).get('every')) || 3;
const EVERY = Math.min(60, Math.max(0.2, asked));
/** A line is broken where polls are missing; a browser asks once a minute behind other tabs. */
const BREAK_AFTER = Math.max(90_000, 2500 * EVERY);
const WINDOWS = [
  ['15 s', 15_000],
  ['1 min', 60_000],
  ['5 min', 300_000],
  ['15 min', 900_000],
];

const byId = (id) => document.getElementById(id);
const textFormat = new TextFormat();
const history = new History();
const requests = new RequestPanels();
const inFlight = new Chart('In flight', [
  { name: 'requests', colour: 'accent', text: format.number, area: true },
]);
const jvm = new JvmPanels();
const routes = new RoutesTable();
const own = new OwnTable();
const agent = new AgentTable();
const poller = new Poller(EVERY * 1000, takeIn, lose);
let span = WINDOWS[1][1];
let scrape = null;

/** The labels that the setting `labels` puts on every series: those of one that has no other. */
function constantLabels({ samples }) {
  return samples.get('pillion_start_seconds')?.[0].labels ?? {};
}

function takeIn(text, time) {
  scrape = textFormat.read(text);
  const restarted = history.add({
    time,
    started: sum(scrape.samples, 'process_start_time_seconds'),
    http: readHttp(scrape),
    jvm: readJvm(scrape),
    own: readOwn(scrape, constantLabels(scrape)),
  });
  const alone = history.base(history.last, 0) === undefined;
  if (restarted) {
    tell('waiting', `Restarted, seen at ${format.clock(time)}: waiting for the second scrape`);
  } else if (alone) {
    tell('waiting', 'Waiting for the second scrape');
  } else {
    tell('live', 'Live');
  }
  show();
}

function lose(reason) {
  if (byId('state').dataset.state !== 'gone') {
    const since = history.last ? `, last seen at ${format.clock(history.last.time)}` : '';
    tell('gone', `Gone: ${reason}${since}`);
  }
}

/** Only a change is told: a screen reader reads each one out. */
function tell(state, text) {
  setAttribute(byId('state'), 'data-state', state);
  setAttribute(byId('live'), 'data-state', state);
  setText(byId('state'), text);
  document.title = (state === 'gone' ? 'Gone – ' : '') + location.host + ' – Pillion';
}

function show() {
  const { last } = history;
  if (!last) {
    return;
  }
  requests.show(history, null, span, BREAK_AFTER);
  inFlight.show(
    [last.http.inFlight],
    history.polls.map(({ time, epoch, http }) => ({ time, epoch, values: [http.inFlight] })),
    BREAK_AFTER,
  );
  inFlight.element.hidden = last.http.inFlight === null;
  routes.show(history, span, BREAK_AFTER);
  jvm.show(history, span, BREAK_AFTER);
  own.show(history, span);
  agent.show(scrape);
  setText(byId('total'), `${format.number(last.http.total.requests)} since start`);
  setText(byId('jvm-aside'), jvmInWords(last.jvm));
  setText(byId('about'), about(last));
}

function about({ started, time }) {
  const runtime = scrape.samples.get('jvm_runtime_info')?.[0].labels;
  return [
    runtime && `${runtime.runtime} ${runtime.version}`,
    started && `up ${format.age(time / 1000 - started)}`,
    ...Object.entries(constantLabels(scrape)).map(([label, value]) => `${label}=${value}`),
  ]
    .filter(Boolean)
    .join(' · ');
}

function pause() {
  if (poller.running) {
    poller.stop();
    tell('paused', `Paused at ${format.clock(Date.now())}`);
  } else {
    tell('waiting', 'Going on');
    poller.start();
  }
  byId('pause').setAttribute('aria-pressed', String(!poller.running));
}

function addWindows() {
  for (const [name, millis] of WINDOWS) {
    const radio = el('input', { type: 'radio', name: 'window', checked: millis === span });
    radio.addEventListener('change', () => {
      span = millis;
      show();
    });
    byId('window').append(el('label', {}, radio, name));
  }
}

setText(byId('host'), location.host);
byId('requests').append(...requests.elements, inFlight.element);
byId('jvm').append(...jvm.elements);
byId('pause').addEventListener('click', pause);
addWindows();
poller.start();
