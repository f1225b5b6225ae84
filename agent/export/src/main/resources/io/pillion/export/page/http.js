import { NO_ROUTE, NO_STATUS, namingOf } from './names.js';
import { quantile } from './quantile.js';
import { readValue, sum } from './text-format.js';

/**
 * What was counted of a route and method, or of all together, since the app's start.
 *
 * @typedef {object} Counts
 * @property {number} requests
 * @property {number} clientErrors
 * @property {number} serverErrors
 * @property {number} observed requests whose duration was taken: upgrades and event streams are not
 * @property {number} seconds the sum of these
 * @property {Float64Array} buckets cumulative, one for each of the scrape's bounds
 * @property {Map<string, number>} statuses
 */
function counts(method, route, bounds) {
  return {
    method,
    route,
    requests: 0,
    clientErrors: 0,
    serverErrors: 0,
    observed: 0,
    seconds: 0,
    buckets: new Float64Array(bounds.length),
    statuses: new Map(),
  };
}

/**
 * @returns the HTTP metrics of a scrape: `inFlight`, `bounds`, `routes` by method and route, and
 *     `total`, which is all of them together
 */
export function readHttp({ types, samples }) {
  const naming = namingOf(types);
  const bucketSamples = samples.get(naming.duration + '_bucket') ?? [];
  const bounds = [...new Set(bucketSamples.map(({ labels }) => readValue(labels.le)))];
  bounds.sort((a, b) => a - b);
  const place = new Map(bounds.map((bound, index) => [bound, index]));
  const routes = new Map();
  const total = counts('', '', bounds);

  function of(sample) {
    const { labels } = sample;
    const method = labels[naming.method] ?? '';
    const route = labels[naming.route] ?? NO_ROUTE;
    sample.route ??= method + ' ' + route; // kept: a series is the same object at each scrape
    let found = routes.get(sample.route);
    if (!found) {
      found = counts(method, route, bounds);
      routes.set(sample.route, found);
    }
    return [found, total];
  }

  for (const sample of samples.get(naming.requests) ?? []) {
    const status = sample.labels[naming.status] ?? NO_STATUS;
    for (const each of of(sample)) {
      each.requests += sample.value;
      each.clientErrors += status[0] === '4' ? sample.value : 0;
      each.serverErrors += status[0] === '5' ? sample.value : 0;
      each.statuses.set(status, (each.statuses.get(status) ?? 0) + sample.value);
    }
  }
  for (const sample of samples.get(naming.duration + '_count') ?? []) {
    of(sample).forEach((each) => (each.observed += sample.value));
  }
  for (const sample of samples.get(naming.duration + '_sum') ?? []) {
    of(sample).forEach((each) => (each.seconds += sample.value));
  }
  for (const sample of bucketSamples) {
    const index = place.get(readValue(sample.labels.le));
    of(sample).forEach((each) => (each.buckets[index] += sample.value));
  }
  return {
    bounds,
    routes,
    total,
    inFlight: naming.inFlight && sum(samples, naming.inFlight),
  };
}

/**
 * What a route, or all, did between two scrapes.
 *
 * @param {Counts} now
 * @param {?Counts} before null where the route had no request yet
 */
export function between(now, before, seconds, bounds) {
  const requests = now.requests - (before?.requests ?? 0);
  const buckets = now.buckets.map((count, i) => count - (before?.buckets[i] ?? 0));
  const busy = now.seconds - (before?.seconds ?? 0);
  const observed = now.observed - (before?.observed ?? 0);
  const part = (name) => (requests > 0 ? (now[name] - (before?.[name] ?? 0)) / requests : null);
  return {
    rate: requests / seconds,
    clientErrors: part('clientErrors'),
    serverErrors: part('serverErrors'),
    p50: quantile(0.5, bounds, buckets),
    p95: quantile(0.95, bounds, buckets),
    p99: quantile(0.99, bounds, buckets),
    mean: observed > 0 ? busy / observed : null,
    busy,
  };
}
