/** Longer than a scrape of many thousand series takes; then the app is as good as gone. */
const PATIENCE = 15_000;

/** Not 'metrics' alone: what is relative to an address with a password in it is not fetched. */
const METRICS = new URL('metrics', location.origin + location.pathname);

/** Why the agent refuses, by status. */
const REFUSALS = {
  401: 'it wants a name and a password: load this page anew',
  421: 'it does not answer for this host name: see the setting allowed.hosts',
};

/** Fetches `/metrics` time and again: at a steady pace, never two at once. */
export class Poller {
  #everyMillis;
  #onText;
  #onFailure;
  #running = false;
  #round = 0;
  #timer;

  /**
   * @param {(text: string, time: number) => void} onText time: when the scrape was made
   * @param {(reason: string) => void} onFailure
   */
  constructor(everyMillis, onText, onFailure) {
    this.#everyMillis = everyMillis;
    this.#onText = onText;
    this.#onFailure = onFailure;
  }

  get running() {
    return this.#running;
  }

  start() {
    if (!this.#running) {
      this.#running = true;
      this.#poll(++this.#round);
    }
  }

  stop() {
    this.#running = false;
    clearTimeout(this.#timer);
  }

  async #poll(round) {
    const begun = Date.now();
    let text = null;
    let reason = null;
    let time = begun;
    try {
      const response = await fetch(METRICS, {
        headers: { Accept: 'text/plain;version=0.0.4' },
        cache: 'no-store',
        signal: AbortSignal.timeout(PATIENCE),
      });
      time = (begun + Date.now()) / 2;
      text = await response.text();
      const refusal = REFUSALS[response.status] ?? 'it answers ' + response.status;
      reason = response.ok ? null : refusal;
    } catch (failure) {
      reason = failure.name === 'TimeoutError' ? 'no answer within 15 s' : 'it does not answer';
    }
    if (!this.#running || round !== this.#round) {
      return; // stopped meanwhile, and perhaps started again
    }
    this.#timer = setTimeout(() => this.#poll(round), this.#pause(Date.now() - begun));
    if (reason === null) {
      this.#onText(text, time);
    } else {
      this.#onFailure(reason);
    }
  }

  /** An app whose scrapes are slow is asked less often: a fifth of its time at most. */
  #pause(took) {
    return Math.max(this.#everyMillis - took, took * 4, 50);
  }
}
