import { Chart } from './chart.js';
import * as format from './format.js';

/** The charts of what an app, or one of its routes, does. */
export class RequestPanels {
  #bounds = [];
  #traffic;
  #errors;
  #latency;

  constructor() {
    const latency = (value) => this.#latencyText(value);
    this.#traffic = new Chart('Traffic', [
      { name: 'requests/s', colour: 'accent', text: format.perSecond, area: true },
    ]);
    this.#errors = new Chart(
      'Errors',
      [
        { name: '5xx', colour: 'server-error', text: format.ratio, area: true },
        { name: '4xx', colour: 'client-error', text: format.ratio },
      ],
      { least: 0.01 },
    );
    this.#latency = new Chart(
      'Latency',
      [
        { name: 'p50', colour: 'p50', text: latency },
        { name: 'p95', colour: 'p95', text: latency },
        { name: 'p99', colour: 'p99', text: latency },
      ],
      { text: format.duration, least: 0.005 },
    );
    this.elements = [this.#traffic, this.#errors, this.#latency].map(({ element }) => element);
  }

  /**
   * @param history
   * @param {?string} key of a route; null for all
   * @param {number} span milliseconds that the numbers are of
   * @param {number} breakAfter see {@link Chart#show}
   */
  show(history, key, span, breakAfter) {
    this.#bounds = history.last.http.bounds;
    const now = history.now(key, span);
    const courses = history.course(key);
    const put = (chart, pick) =>
      chart.show(
        now && pick(now),
        history.polls.map(({ time, epoch }, i) => ({
          time,
          epoch,
          values: courses[i] && pick(courses[i]),
        })),
        breakAfter,
      );
    put(this.#traffic, ({ rate }) => [rate]);
    put(this.#errors, ({ serverErrors, clientErrors }) => [serverErrors, clientErrors]);
    put(this.#latency, ({ p50, p95, p99 }) => [p50, p95, p99]);
  }

  #latencyText(value) {
    return latencyText(value, this.#bounds);
  }
}

/**
 * A quantile in the first bucket or above the last finite bound is known to be there, and no more:
 * what Prometheus would interpolate in the first one is the same 0.95 of its bound for every route.
 */
export function latencyText(value, bounds) {
  if (value === Infinity) {
    return '> ' + format.round(format.duration(bounds.at(-2)));
  }
  return value !== null && value <= bounds[0]
    ? '≤ ' + format.round(format.duration(bounds[0]))
    : format.duration(value);
}
