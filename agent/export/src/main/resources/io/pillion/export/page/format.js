/** Numbers as people read them. Null, which is "not known", is a dash. */

export const UNKNOWN = '–';

const NUMBERS = [0, 1, 2, 3].map(
  (digits) =>
    new Intl.NumberFormat('en', { minimumFractionDigits: digits, maximumFractionDigits: digits }),
);
const PLAIN = new Intl.NumberFormat('en', { maximumFractionDigits: 6 });

/** Three significant digits where it is small, whole where it is not. */
function short(value) {
  const size = Math.abs(value);
  return NUMBERS[value === 0 || size >= 100 ? 0 : size >= 10 ? 1 : 2].format(value);
}

/** Exact up to a millionth, for totals and the app's own values. */
export function number(value) {
  return known(value) ? PLAIN.format(value) : UNKNOWN;
}

export function perSecond(value) {
  if (!known(value)) {
    return UNKNOWN;
  }
  return value > 0 && value < 0.005 ? '< 0.01' : short(value);
}

/** A part of 1, as a percentage. What is not nothing is never shown as 0. */
export function ratio(value) {
  if (!known(value)) {
    return UNKNOWN;
  }
  const percent = value * 100;
  if (percent > 0 && percent < 0.005) {
    return '< 0.01 %';
  }
  const digits = percent === 0 || percent >= 99.95 ? 0 : percent < 1 ? 2 : 1;
  return NUMBERS[digits].format(percent) + ' %';
}

/** Seconds, in the unit that they fill. */
export function duration(seconds) {
  if (!known(seconds)) {
    return UNKNOWN;
  }
  if (seconds === 0) {
    return '0 s';
  }
  const size = Math.abs(seconds);
  if (size < 1e-6) {
    return short(seconds * 1e9) + ' ns';
  }
  if (size < 1e-3) {
    return short(seconds * 1e6) + ' µs';
  }
  return size < 1 ? short(seconds * 1e3) + ' ms' : short(seconds) + ' s';
}

export function bytes(value) {
  if (!known(value)) {
    return UNKNOWN;
  }
  const units = ['B', 'KiB', 'MiB', 'GiB', 'TiB'];
  let unit = 0;
  for (; Math.abs(value) >= 1024 && unit < units.length - 1; unit++) {
    value /= 1024;
  }
  return (unit === 0 ? NUMBERS[0].format(value) : short(value)) + ' ' + units[unit];
}

/** Without zeros at the end: for numbers that are round by themselves. */
export function round(text) {
  return text.replace(/\.0+(?!\d)|(\.\d*?[1-9])0+(?!\d)/, '$1');
}

/** The two largest units of a long time: `3 h 12 min`. */
export function age(seconds) {
  const steps = [
    ['d', 86400],
    ['h', 3600],
    ['min', 60],
    ['s', 1],
  ];
  const first = Math.max(0, steps.findIndex(([, size]) => seconds >= size));
  const parts = [];
  let rest = Math.max(0, Math.floor(seconds));
  for (const [unit, size] of seconds < 1 ? [steps[3]] : steps.slice(first, first + 2)) {
    parts.push(Math.floor(rest / size) + ' ' + unit);
    rest %= size;
  }
  return parts.join(' ').replace(/ 0 \w+$/, '');
}

/** By the metric's name, as Prometheus's conventions put the unit there. */
export function byUnit(name) {
  const stem = name.replace(/_total$/, '');
  if (stem.endsWith('_seconds')) {
    return duration;
  }
  return stem.endsWith('_bytes') ? bytes : number;
}

export function clock(time) {
  return new Date(time).toTimeString().slice(0, 8);
}

function known(value) {
  return value !== null && value !== undefined && !Number.isNaN(value);
}
