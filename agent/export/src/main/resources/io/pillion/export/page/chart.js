import { el, setAttribute, setText, svg } from './dom.js';
import { MEMORY } from './history.js';
import { UNKNOWN, clock, round } from './format.js';

const SPARK_WIDTH = 100;
const SPARK_HEIGHT = 20;
const HEIGHT = 132;
const TOP = 8;
const BOTTOM = 18;
const MINUTE = 60_000;
/** The time that a chart spans grows with what is known. */
const SPANS = [2 * MINUTE, 5 * MINUTE, 10 * MINUTE, MEMORY];

/**
 * A few lines over the last minutes, with their numbers above: those of now, or those under the
 * pointer. Colours come from the style sheet, by the names of the lines.
 *
 * A library would be the better choice for more than this: none is to be had as a Maven artifact.
 */
export class Chart {
  #figures;
  #when = el('span', { class: 'when' });
  #plot = svg('svg', { class: 'plot', role: 'img', height: HEIGHT, width: '100%' });
  #title;
  #lines;
  #now = [];
  #course = [];
  #breakAfter = Infinity;
  #pointed = null;

  /**
   * @param {string} title
   * @param {{name: string, colour: string, text: (number) => string, area?: boolean}[]} lines
   * @param {{text?: (number) => string, least?: number, binary?: boolean}} scale text: of the
   *     scale's numbers; least: what its top never falls below; binary: round to powers of two
   */
  constructor(title, lines, scale = {}) {
    this.#title = title;
    this.#lines = lines;
    this.scale = { text: lines[0].text, least: 0, binary: false, ...scale };
    this.#figures = lines.map(() => el('dd', {}, UNKNOWN));
    const list = el('dl', { class: 'figures' });
    lines.forEach(({ name, colour }, i) => {
      list.append(el('div', { class: colour }, el('dt', {}, name), this.#figures[i]));
    });
    this.element = el(
      'div',
      { class: 'panel' },
      el('h3', {}, title, this.#when),
      list,
      this.#plot,
    );
    this.#plot.addEventListener('pointermove', (event) => this.#point(event));
    this.#plot.addEventListener('pointerleave', () => this.#point(null));
    new ResizeObserver(() => this.#draw()).observe(this.#plot);
  }

  /**
   * @param {?number[]} now one number for each line
   * @param {{time: number, epoch: number, values: ?number[]}[]} course oldest first
   * @param {number} breakAfter milliseconds without a poll that leave a gap in the line
   */
  show(now, course, breakAfter) {
    this.#now = now ?? [];
    this.#course = course.filter(({ values }) => values !== null);
    this.#breakAfter = breakAfter;
    this.#draw();
  }

  #point(event) {
    this.#pointed = event && event.offsetX / this.#plot.clientWidth;
    this.#draw();
  }

  #draw() {
    const width = this.#plot.clientWidth;
    const end = this.#course.at(-1)?.time;
    if (!width || !end) {
      this.#showFigures(this.#now);
      return;
    }
    const span = SPANS.find((each) => each >= end - this.#course[0].time) ?? MEMORY;
    const shown = this.#course.filter(({ time }) => time >= end - span);
    const finite = shown.flatMap(({ values }) => values).filter(Number.isFinite);
    const top = ceiling(Math.max(this.scale.least, ...finite), this.scale.binary);
    const x = (time) => tenth(((time - end + span) / span) * width);
    const y = (value) => tenth(TOP + (1 - Math.min(value, top) / top) * (HEIGHT - TOP - BOTTOM));
    const pointed =
      this.#pointed === null ? null : nearest(shown, end - span * (1 - this.#pointed));

    this.#plot.replaceChildren(
      ...[0, top / 2, top].map((value) => gridLine(y(value), width, value === 0)),
      ...timeAxis(width, span),
      ...this.#lines.flatMap((line, i) => this.#path(line, i, shown, x, y)),
      ...[top / 2, top].map((value) => this.#scaleText(value, y(value))),
      ...(pointed
        ? [svg('path', { class: 'pointed', d: `M${x(pointed.time)} ${TOP}V${HEIGHT - BOTTOM}` })]
        : []),
    );
    setText(this.#when, pointed ? clock(pointed.time) : '');
    this.#showFigures(pointed?.values ?? this.#now);
    setAttribute(this.#plot, 'aria-label', this.#inWords(shown, span));
  }

  #showFigures(values) {
    this.#lines.forEach(({ text }, i) => setText(this.#figures[i], text(values[i] ?? null)));
  }

  /** Above the lines, with a halo: they may cross it. */
  #scaleText(value, y) {
    return svg('text', { x: 0, y: y + 11 }, round(this.scale.text(value)));
  }

  #path({ colour, area }, i, shown, x, y) {
    const runs = [];
    let last = null;
    for (const point of shown) {
      const value = point.values[i];
      if (value !== null && value !== undefined) {
        const joined =
          last && last.epoch === point.epoch && point.time - last.time <= this.#breakAfter;
        if (!joined) {
          runs.push([]);
        }
        runs.at(-1).push([x(point.time), y(value)]);
      }
      last = value === null || value === undefined ? null : point;
    }
    const d = runs.map((run) => 'M' + run.map(([a, b]) => a + ' ' + b).join('L')).join('');
    // a run of one point is a dot: the stroke's round cap shows a line without length
    const dots = runs.filter((run) => run.length === 1).map(([[a, b]]) => `M${a} ${b}h0`);
    const line = svg('path', { class: 'line ' + colour, d: d + dots.join('') });
    if (!area) {
      return [line];
    }
    const under = runs.map(
      (run) =>
        `M${run[0][0]} ${y(0)}L` + run.map(([a, b]) => a + ' ' + b).join('L') + `V${y(0)}Z`,
    );
    return [svg('path', { class: 'area ' + colour, d: under.join('') }), line];
  }

  /** The chart for those who cannot see it. */
  #inWords(shown, span) {
    const parts = this.#lines.map(({ name, text }, i) => {
      const values = shown.map((point) => point.values[i]).filter((v) => v !== null && v >= 0);
      if (values.length === 0) {
        return `${name}: nothing yet`;
      }
      const [least, most] = [Math.min(...values), Math.max(...values)];
      return `${name}: ${text(values.at(-1))}, from ${text(least)} to ${text(most)}`;
    });
    return `${this.#title}, last ${span / MINUTE} minutes. ${parts.join('; ')}.`;
  }
}

function gridLine(y, width, isAxis) {
  return svg('path', { class: isAxis ? 'axis' : 'grid', d: `M0 ${y}H${width}` });
}

function timeAxis(width, span) {
  const minutes = span / MINUTE;
  return [
    [0, 'start', `−${minutes} min`],
    [width / 2, 'middle', `−${minutes / 2} min`],
    [width, 'end', 'now'],
  ].map(([x, anchor, text]) => svg('text', { x, y: HEIGHT - 4, 'text-anchor': anchor }, text));
}

function nearest(points, time) {
  return points.reduce(
    (best, point) => (Math.abs(point.time - time) < Math.abs(best.time - time) ? point : best),
    points[0],
  );
}

/** The next of 1, 2, 5, 10 … or, in bytes, of 1, 2, 4, 8 … */
function ceiling(value, binary) {
  if (!(value > 0)) {
    return 1;
  }
  if (binary) {
    return 2 ** Math.ceil(Math.log2(value));
  }
  const power = 10 ** Math.floor(Math.log10(value));
  return [1, 2, 5, 10].find((step) => step * power >= value * 0.999999) * power;
}

function tenth(pixels) {
  return Math.round(pixels * 10) / 10;
}

/**
 * A course without axes, for a table's cell of {@link SPARK_WIDTH} by {@link SPARK_HEIGHT}.
 *
 * @param {{time: number}[]} polls
 * @param {number[]} values one for each poll; those that are not finite are left out
 * @param {number} least what stands at the bottom, unless a value is less
 */
export function spark(polls, values, least = Infinity) {
  const begin = polls[0].time;
  const span = Math.max(1, polls.at(-1).time - begin);
  const known = values
    .map((value, i) => [polls[i].time - begin, value])
    .filter(([, value]) => Number.isFinite(value));
  const low = Math.min(least, ...known.map(([, value]) => value));
  const high = Math.max(...known.map(([, value]) => value));
  const points = known.map(([at, value]) => {
    const x = tenth((at / span) * (SPARK_WIDTH - 4) + 2);
    const part = high > low ? (value - low) / (high - low) : 0;
    return `${x} ${tenth(SPARK_HEIGHT - 2 - part * (SPARK_HEIGHT - 4))}`;
  });
  return points.length < 2 ? '' : 'M' + points.join('L');
}

/** The cell's drawing, and the path in it that takes what {@link spark} makes. */
export function sparkCell() {
  const path = svg('path', { class: 'line accent' });
  const size = { width: SPARK_WIDTH, height: SPARK_HEIGHT };
  const drawing = svg('svg', { class: 'spark', ...size, 'aria-hidden': 'true' }, path);
  return { cell: el('td', { class: 'course' }, drawing), path };
}
