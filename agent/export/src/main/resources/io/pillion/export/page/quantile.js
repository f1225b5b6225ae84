/**
 * A quantile as Prometheus's `histogram_quantile` estimates it: evenly spread within its bucket.
 *
 * @param {number} q from 0 to 1
 * @param {number[]} bounds upper ones, ascending, the last Infinity
 * @param {ArrayLike<number>} cumulative how many were at or below each bound
 * @returns {?number} null where nothing was observed, Infinity where it is above the last finite
 *     bound
 */
export function quantile(q, bounds, cumulative) {
  const total = cumulative[bounds.length - 1];
  if (!(total > 0)) {
    return null;
  }
  const rank = q * total;
  const at = cumulative.findIndex((count) => count >= rank);
  if (bounds[at] === Infinity) {
    return Infinity;
  }
  const lower = at === 0 ? 0 : bounds[at - 1];
  const below = at === 0 ? 0 : cumulative[at - 1];
  const inside = cumulative[at] - below;
  return inside > 0 ? lower + ((bounds[at] - lower) * (rank - below)) / inside : bounds[at];
}
