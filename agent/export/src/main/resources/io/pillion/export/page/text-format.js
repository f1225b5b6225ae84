/**
 * Reads Prometheus's text format 0.0.4:
 * https://prometheus.io/docs/instrumenting/exposition_formats/
 *
 * A series' name and labels are read once; at every later scrape its line costs one look-up. With
 * 2,000 routes a scrape has 50,000 lines.
 */
export class TextFormat {
  #series = new Map();

  /**
   * @returns {{types: Map, samples: Map}} types: by family, `{type, help}`; samples: by the name
   *     on the line, `http_request_duration_seconds_bucket` say, a list of `{name, labels, value}`
   */
  read(text) {
    const types = new Map();
    const samples = new Map();
    const before = this.#series;
    this.#series = new Map();
    for (let begin = 0; begin < text.length; ) {
      let end = text.indexOf('\n', begin);
      end = end < 0 ? text.length : end;
      if (text[begin] === '#') {
        readComment(text.slice(begin, end), types);
      } else if (end > begin) {
        this.#readSample(text.slice(begin, end), samples, before);
      }
      begin = end + 1;
    }
    return { types, samples };
  }

  #readSample(line, samples, before) {
    const space = line.lastIndexOf(' ');
    const key = line.slice(0, space);
    const series = before.get(key) ?? readSeries(key);
    series.value = readValue(line.slice(space + 1));
    this.#series.set(key, series);
    const list = samples.get(series.name);
    if (list) {
      list.push(series);
    } else {
      samples.set(series.name, [series]);
    }
  }
}

function readComment(line, types) {
  const found = /^# (TYPE|HELP) (\S+) ?(.*)$/.exec(line);
  if (found) {
    const family = types.get(found[2]) ?? { type: 'untyped', help: '' };
    types.set(found[2], family);
    family[found[1].toLowerCase()] = found[3];
  }
}

const LABEL = /([a-zA-Z_]\w*)="((?:[^"\\]|\\.)*)"/g;

function readSeries(key) {
  const brace = key.indexOf('{');
  const labels = {};
  if (brace >= 0) {
    for (const [, name, value] of key.slice(brace).matchAll(LABEL)) {
      labels[name] = value.replace(/\\(.)/g, (_, escaped) => (escaped === 'n' ? '\n' : escaped));
    }
  }
  return { key, name: brace < 0 ? key : key.slice(0, brace), labels, value: NaN };
}

/** A bucket's bound, or a sample's value. */
export function readValue(text) {
  return text.endsWith('Inf') ? (text[0] === '-' ? -Infinity : Infinity) : Number(text);
}

/** The sum of a name's samples that bear these labels; null where there is none. */
export function sum(samples, name, labels = {}) {
  const wanted = Object.entries(labels);
  let total = null;
  for (const sample of samples.get(name) ?? []) {
    if (wanted.every(([label, value]) => sample.labels[label] === value)) {
      total += sample.value;
    }
  }
  return total;
}
