import { between } from './http.js';

/** How far back the page remembers, in milliseconds. */
export const MEMORY = 15 * 60_000;
/** Beyond this age one poll of each {@link COARSE} is kept: 15 minutes of 2,000 routes fit. */
const FINE = 2 * 60_000;
const COARSE = 15_000;
/** A point of a chart covers this long, lest every request be a spike. */
const SMOOTH = 12_000;

/**
 * The polls of the last 15 minutes, oldest first.
 *
 * Counters begin anew when the app does. Each life of the app is an `epoch`; nothing is ever
 * subtracted across two of them.
 *
 * @typedef {object} Poll
 * @property {number} time milliseconds of the epoch
 * @property {?number} started when the process did, seconds
 * @property {object} http see {@link readHttp}
 * @property {object} jvm
 * @property {Map} own
 */
export class History {
  polls = [];

  get last() {
    return this.polls.at(-1);
  }

  /** @returns whether the app was restarted since the poll before */
  add(poll) {
    const previous = this.last;
    const restarted = previous !== undefined && isNewLife(poll, previous);
    poll.epoch = (previous?.epoch ?? 0) + (restarted ? 1 : 0);
    if (previous && !restarted) {
      shareUnchanged(poll.http.routes, previous.http.routes);
    }
    this.polls.push(poll);
    this.#thin(poll.time);
    return restarted;
  }

  #thin(now) {
    let kept = -Infinity;
    this.polls = this.polls.filter(({ time }) => {
      if (now - time > MEMORY + COARSE) {
        return false;
      }
      const keep = now - time < FINE || time - kept >= COARSE;
      kept = keep ? time : kept;
      return keep;
    });
  }

  /** The poll to subtract from one: the newest that is as old as `span`, or the oldest there is. */
  base(poll, span) {
    let oldest;
    for (let i = this.polls.indexOf(poll) - 1; i >= 0 && this.polls[i].epoch === poll.epoch; i--) {
      oldest = this.polls[i];
      if (poll.time - oldest.time >= span) {
        break;
      }
    }
    return oldest;
  }

  /**
   * What a route, or all where `key` is null, did in the `span` before the last poll; null at the
   * first.
   *
   * @param base where it is asked for many routes
   */
  now(key, span, base = this.base(this.last, span)) {
    return base ? activity(this.last, base, key) : null;
  }

  /** What it did before each poll, for a chart. */
  course(key) {
    return this.polls.map((poll) => {
      const base = this.base(poll, SMOOTH);
      return base ? activity(poll, base, key) : null;
    });
  }

  /** By how much a number of each poll grew a second; null where it cannot be known. */
  growth(read) {
    return this.polls.map((poll) => this.growthOf(read, poll, SMOOTH));
  }

  growthOf(read, poll, span) {
    const base = this.base(poll, span);
    const grown = base ? read(poll) - read(base) : NaN;
    return grown >= 0 ? (grown * 1000) / (poll.time - base.time) : null;
  }
}

function isNewLife(poll, previous) {
  if (poll.started !== previous.started || poll.time <= previous.time) {
    return true;
  }
  // The agent was taken out and put in again, or the JVM does not tell when it started.
  for (const [key, { requests }] of previous.http.routes) {
    if (!(poll.http.routes.get(key)?.requests >= requests)) {
      return true;
    }
  }
  return false;
}

/** Of 2,000 routes few are busy: the others need no memory at each poll. */
function shareUnchanged(routes, before) {
  for (const [key, route] of routes) {
    const old = before.get(key);
    if (old && old.requests === route.requests && old.observed === route.observed) {
      routes.set(key, old);
    }
  }
}

function activity(poll, base, key) {
  const pick = ({ http }) => (key === null ? http.total : http.routes.get(key));
  const now = pick(poll);
  const seconds = (poll.time - base.time) / 1000;
  return now ? between(now, pick(base), seconds, poll.http.bounds) : null;
}
