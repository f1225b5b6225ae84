import { spark, sparkCell } from './chart.js';
import { el, setAttribute, setChildren, setText, svg } from './dom.js';
import * as format from './format.js';
import { RequestPanels, latencyText } from './panels.js';

/** So many rows are in the document, whatever the app has; a button adds as many again. */
const ROWS = 50;

/** Pixels of a bar that stands for all of the time. */
const BAR = 64;

const number = (name) => (row) => row.now?.[name] ?? null;
const ROUTE = { name: 'Route', value: (row) => row.total.route };
const TIME = {
  name: 'Time',
  value: number('share'),
  text: format.ratio,
  hint: 'Share of the time that all requests took',
};
const COLUMNS = [
  { name: 'Method', value: (row) => row.total.method },
  ROUTE,
  { name: 'Per second', value: number('rate'), text: format.perSecond },
  { name: '5xx', value: number('serverErrors'), text: format.ratio, colour: 'server-error' },
  { name: '4xx', value: number('clientErrors'), text: format.ratio, colour: 'client-error' },
  { name: 'Mean', value: number('mean'), text: format.duration },
  { name: 'p95', value: number('p95'), text: latencyText },
  TIME,
  {
    name: 'Since start',
    value: (row) => row.total.requests,
    text: format.number,
    hint: 'Requests since the app’s start',
  },
];

/** The table of routes. */
export class RoutesTable {
  #rows = new Map();
  #order = [];
  #limit = ROWS;
  #sorting = { column: TIME, descending: true };
  #open = null;
  #history = null;
  #span = 0;
  #breakAfter = 0;
  #body = document.querySelector('#routes tbody');
  #filter = document.querySelector('#filter');
  #more = document.querySelector('#more');
  #shown = document.querySelector('#routes-shown');
  #heads = new Map();

  constructor() {
    const head = document.querySelector('#routes thead tr');
    for (const column of COLUMNS) {
      const button = el('button', { type: 'button', title: column.hint ?? null }, column.name);
      const cell = el('th', { scope: 'col', class: column.text ? 'number' : null }, button);
      button.addEventListener('click', () => this.#sortBy(column));
      this.#heads.set(column, cell);
      head.append(cell);
      if (column === ROUTE) {
        head.append(el('th', { scope: 'col', class: 'course' }, 'Course'));
      }
    }
    this.#filter.addEventListener('input', () => {
      this.#limit = ROWS;
      this.#arrange();
    });
    this.#more.addEventListener('click', () => {
      this.#limit += ROWS;
      this.#arrange();
    });
  }

  show(history, span, breakAfter) {
    this.#history = history;
    this.#span = span;
    this.#breakAfter = breakAfter;
    const { routes } = history.last.http;
    for (const key of this.#rows.keys()) {
      if (!routes.has(key)) {
        this.#rows.delete(key);
      }
    }
    const base = history.base(history.last, span);
    const all = history.now(null, span, base);
    for (const [key, total] of routes) {
      const row = this.#rows.get(key) ?? { key, search: key.toLowerCase() };
      row.total = total;
      row.now = history.now(key, span, base);
      if (row.now) {
        row.now.share = all.busy > 0 ? row.now.busy / all.busy : null;
      }
      this.#rows.set(key, row);
    }
    // rows do not move away from under the pointer, or from the one who tabs through them
    this.#arrange(this.#body.matches(':hover') || this.#body.contains(document.activeElement));
  }

  #sortBy(column) {
    const again = this.#sorting.column === column;
    const descending = again ? !this.#sorting.descending : column.text !== undefined;
    this.#sorting = { column, descending };
    this.#limit = ROWS;
    this.#arrange();
  }

  #arrange(holdStill = false) {
    if (!holdStill || this.#order.some(({ key }) => !this.#rows.has(key))) {
      this.#order = [...this.#rows.values()].sort((a, b) => this.#compare(a, b));
    } else if (this.#order.length < this.#rows.size) {
      const known = new Set(this.#order);
      this.#order.push(...[...this.#rows.values()].filter((row) => !known.has(row)));
    }
    const words = this.#filter.value.toLowerCase().split(/\s+/);
    const found = this.#order.filter(({ search }) => words.every((word) => search.includes(word)));
    const shown = found.slice(0, this.#limit);
    setChildren(this.#body, shown.flatMap((row) => this.#elements(row)));
    this.#tellHowMany(found.length, shown.length);
    for (const [column, cell] of this.#heads) {
      const sorted = column === this.#sorting.column;
      const direction = this.#sorting.descending ? 'descending' : 'ascending';
      setAttribute(cell, 'aria-sort', sorted ? direction : 'none');
    }
  }

  #compare(a, b) {
    const { column, descending } = this.#sorting;
    const [left, right] = [column.value(a), column.value(b)];
    if (left === right) {
      return a.key < b.key ? -1 : 1;
    }
    if (left === null || right === null) {
      return left === null ? 1 : -1; // what is not known comes last either way
    }
    return left < right === descending ? 1 : -1;
  }

  #tellHowMany(found, shown) {
    const all = format.number(this.#rows.size);
    const filtered = found < this.#rows.size ? `${format.number(found)} of ${all}` : all;
    setText(this.#shown, shown < found ? `${shown} of ${filtered}` : filtered);
    this.#more.hidden = shown === found;
    setText(this.#more, `Show ${Math.min(ROWS, found - shown)} more`);
  }

  #elements(row) {
    row.element ?? this.#make(row);
    COLUMNS.forEach(({ value, text, colour }, i) => {
      if (text) {
        const now = value(row);
        setText(row.texts[i], text(now, this.#history.last.http.bounds));
        setAttribute(row.cells[i], 'class', 'number' + (now > 0 && colour ? ' ' + colour : ''));
      }
    });
    setAttribute(row.bar, 'width', String(Math.round((row.now?.share ?? 0) * BAR)));
    const requests = ({ http }) => http.routes.get(row.key)?.requests ?? 0;
    const { polls } = this.#history;
    setAttribute(row.course, 'd', spark(polls, this.#history.growth(requests), 0));
    if (this.#open?.row !== row) {
      return [row.element];
    }
    this.#open.show(this.#history, this.#span, this.#breakAfter);
    return [row.element, this.#open.element];
  }

  #make(row) {
    const button = el('button', { type: 'button', 'aria-expanded': 'false' }, row.total.route);
    row.button = button;
    row.texts = COLUMNS.map(() => el('span'));
    row.cells = COLUMNS.map((column, i) =>
      column === ROUTE ? el('th', { scope: 'row' }, button) : el('td', {}, row.texts[i]),
    );
    row.bar = svg('rect', { height: 3, width: 0 });
    row.cells[COLUMNS.indexOf(TIME)].append(
      svg('svg', { class: 'share', width: BAR, height: 3, 'aria-hidden': 'true' }, row.bar),
    );
    setText(row.texts[0], row.total.method);
    const { cell, path } = sparkCell();
    row.course = path;
    row.element = el('tr', {}, ...row.cells);
    row.cells[COLUMNS.indexOf(ROUTE)].after(cell);
    row.element.addEventListener('click', (event) => {
      if (event.target === button || getSelection().isCollapsed) {
        this.#toggle(row);
      }
    });
  }

  #toggle(row) {
    const before = this.#open;
    before?.row.button.setAttribute('aria-expanded', 'false');
    this.#open = before?.row === row ? null : new RouteDetail(row);
    row.button.setAttribute('aria-expanded', String(this.#open !== null));
    this.#arrange(true);
  }
}

/** A route's own charts and statuses, in a row below it. */
class RouteDetail {
  #panels = new RequestPanels();
  #statuses = el('p', { class: 'statuses' });

  constructor(row) {
    this.row = row;
    const panels = el('div', { class: 'panels' }, ...this.#panels.elements);
    const cell = el('td', { colspan: COLUMNS.length + 1 }, this.#statuses, panels);
    this.element = el('tr', { class: 'detail' }, cell);
  }

  show(history, span, breakAfter) {
    const { statuses } = this.row.total;
    const told = [...statuses]
      .sort()
      .map(([status, count]) => `${status}: ${format.number(count)}`);
    setText(this.#statuses, 'By status since start — ' + told.join(', '));
    this.#panels.show(history, this.row.key, span, breakAfter);
  }
}
