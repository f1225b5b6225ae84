import { Chart } from './chart.js';
import * as format from './format.js';
import { sum } from './text-format.js';

/** The numbers of the JVM and its process in a scrape; null for those that this JVM has not. */
export function readJvm({ samples }) {
  const max = sum(samples, 'jvm_memory_max_bytes', { area: 'heap' });
  return {
    heapUsed: sum(samples, 'jvm_memory_used_bytes', { area: 'heap' }),
    heapCommitted: sum(samples, 'jvm_memory_committed_bytes', { area: 'heap' }),
    heapMax: max > 0 ? max : null,
    gcSeconds: sum(samples, 'jvm_gc_collection_seconds_sum'),
    gcCount: sum(samples, 'jvm_gc_collection_seconds_count'),
    threads: sum(samples, 'jvm_threads_current'),
    daemons: sum(samples, 'jvm_threads_daemon'),
    deadlocked: sum(samples, 'jvm_threads_deadlocked'),
    cpuSeconds: sum(samples, 'process_cpu_seconds_total'),
    resident: sum(samples, 'process_resident_memory_bytes'),
    files: sum(samples, 'process_open_fds'),
    maxFiles: sum(samples, 'process_max_fds'),
  };
}

const cores = (value) => format.perSecond(value);

/** The charts of requests in flight and of the JVM. */
export class JvmPanels {
  #heap = new Chart(
    'Heap',
    [
      { name: 'used', colour: 'accent', text: format.bytes, area: true },
      { name: 'committed', colour: 'quiet', text: format.bytes },
    ],
    { binary: true },
  );
  #gc = new Chart(
    'Garbage collection',
    [
      { name: 'of the time', colour: 'accent', text: format.ratio, area: true },
    ],
    { least: 0.01 },
  );
  #threads = new Chart(
    'Threads',
    [
      { name: 'all', colour: 'accent', text: format.number },
      { name: 'daemons', colour: 'quiet', text: format.number },
    ],
    { least: 10 },
  );
  #cpu = new Chart('CPU', [{ name: 'cores busy', colour: 'accent', text: cores, area: true }], {
    least: 0.1,
  });

  constructor() {
    this.elements = [this.#heap, this.#cpu, this.#gc, this.#threads].map(({ element }) => element);
  }

  show(history, span, breakAfter) {
    const values = (name) => history.polls.map(({ jvm }) => jvm[name]);
    const growth = (name) => history.growth(({ jvm }) => jvm[name] ?? NaN);
    const growthNow = (name) => history.growthOf(({ jvm }) => jvm[name] ?? NaN, history.last, span);
    const put = (chart, now, ...lines) =>
      chart.show(
        now,
        history.polls.map(({ time, epoch }, i) => ({
          time,
          epoch,
          values: lines.map((line) => line[i]),
        })),
        breakAfter,
      );
    const { jvm } = history.last;
    put(this.#heap, [jvm.heapUsed, jvm.heapCommitted], values('heapUsed'), values('heapCommitted'));
    put(this.#cpu, [growthNow('cpuSeconds')], growth('cpuSeconds'));
    put(this.#gc, [growthNow('gcSeconds')], growth('gcSeconds'));
    put(this.#threads, [jvm.threads, jvm.daemons], values('threads'), values('daemons'));
  }
}

/** What has no chart, in a line. */
export function jvmInWords({ heapMax, gcCount, resident, files, maxFiles, deadlocked }) {
  return [
    heapMax && `heap at most ${format.bytes(heapMax)}`,
    resident && `resident ${format.bytes(resident)}`,
    gcCount !== null && `${format.number(gcCount)} collections`,
    files && `${format.number(files)} of ${format.number(maxFiles)} files open`,
    deadlocked && `${format.number(deadlocked)} threads in deadlock`,
  ]
    .filter(Boolean)
    .join(' · ');
}
