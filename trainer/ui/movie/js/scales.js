// Axes for the loss, which changes with the run: a linear or logarithmic scale, and round ticks.

import { number } from "./numbers.js";

const FLOOR = 1e-16; // a loss of 0 has no place on a logarithmic axis

export function scale(low, high, log) {
  const at = log ? (value) => Math.log10(Math.max(value, FLOOR)) : (value) => value;
  const [start, stop] = [at(low), at(high)];
  return {
    low, high, log,
    place: (value) => (at(value) - start) / (stop - start || 1),
    value: (place) => (log ? 10 ** (start + place * (stop - start)) : start + place * (stop - start)),
    ticks: log ? powers(start, stop) : steps(low, high),
  };
}

// Round values 1, 2 or 5 times a power of ten apart, some four to seven of them.
function steps(low, high) {
  const rough = (high - low) / 4 || 1;
  const unit = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].find((factor) => factor * unit >= rough) * unit;
  const first = Math.ceil(low / step - 1e-9);
  const count = Math.floor(high / step + 1e-9) - first + 1;
  return Array.from({ length: Math.max(count, 0) }, (_, i) => {
    const value = +((first + i) * step).toPrecision(12);
    return [value, number(value)];
  });
}

// Powers of ten; between them 2 and 5 where there is room, every second or further power where there is not.
function powers(start, stop) {
  const stride = Math.max(1, Math.ceil((stop - start) / 6));
  const factors = stop - start <= 2.2 ? [1, 2, 5] : [1];
  const found = [];
  for (let power = Math.floor(start / stride) * stride; power <= stop + 1e-9; power += stride)
    for (const factor of factors) {
      const place = power + Math.log10(factor);
      if (place >= start - 1e-9 && place <= stop + 1e-9) found.push([factor * 10 ** power, number(factor * 10 ** power)]);
    }
  return found;
}

// The scale that shows these losses: from zero, or logarithmic where they span more than two decades.
export function lossScale(losses, kind) {
  let [low, high] = [Infinity, 0];
  for (const loss of losses)
    if (Number.isFinite(loss)) [low, high] = [Math.min(low, Math.max(loss, FLOOR)), Math.max(high, loss)];
  if (!(high > 0)) [low, high] = [0.1, 1];
  const log = kind === "auto" ? high > 100 * low : kind !== "linear";
  return log ? scale(low / 1.15, high * 1.15, true) : scale(0, high * 1.05, false);
}

export const epochScale = (last, kind) =>
  kind === "loglog" ? scale(1, Math.max(last, 2), true) : scale(0, Math.max(last, 1), false);
