// Regions of a model that is trained on products of features too: bounded by conics, followed around on a grid as
// trainer/analysis/curved_regions.py says. Corners of an outline lie on the boundary; what is smaller than a cell may be missed.

import { same } from "./geometry.js";

const TO_A_CROSSING = 5; // steps
const SEGMENTS = {
  1: [[0, 3]], 2: [[1, 0]], 3: [[1, 3]], 4: [[2, 1]], 6: [[2, 0]], 7: [[2, 3]],
  8: [[3, 2]], 9: [[0, 2]], 11: [[1, 2]], 12: [[3, 1]], 13: [[0, 1]], 14: [[3, 0]],
};
const APART = { 5: [[0, 3], [2, 1]], 10: [[1, 0], [3, 2]] };
const JOINED = { 5: [[0, 1], [2, 3]], 10: [[3, 0], [1, 2]] };

// Logits as functions of the two features shown, in the units of the data: coefficients of 1, u, v, u², uv, v² a class.
export function quadrics(model, { axes, products, mean, scale, shift }) {
  const d = mean.length - products.length;
  const linear = Array.from({ length: d }, (_, f) => {
    const place = axes.indexOf(f);
    return place < 0 ? [mean[f] * scale[f] + shift[f], 0, 0] : [0, +(place === 0), +(place === 1)];
  });
  const rows = linear.map((row) => [...row, 0, 0, 0]);
  for (const [left, right] of products) {
    const [[a, b, c], [p, q, r]] = [linear[left], linear[right]];
    rows.push([a * p, a * q + b * p, a * r + c * p, b * q, b * r + c * q, c * r]);
  }
  return model.map((weights) => {
    const sum = [weights[rows.length], 0, 0, 0, 0, 0];
    rows.forEach((row, f) => {
      const w = weights[f] / scale[f];
      for (let e = 0; e < 6; e++) sum[e] += w * row[e];
      sum[0] -= w * shift[f];
    });
    return sum;
  });
}

const quadricAt = ([c, cu, cv, uu, uv, vv], u, v) => c + u * (cu + u * uu + v * uv) + v * (cv + v * vv);

// For each odds and each class, the rings around its region in a box; rim: every ring closes at its sides.
export function curvedRegions(all, odds, [u0, u1, v0, v1], columns, rows) {
  const us = Array.from({ length: columns + 3 }, (_, c) => u0 + (Math.min(Math.max(c - 1, 0), columns) / columns) * (u1 - u0));
  const vs = Array.from({ length: rows + 3 }, (_, r) => v0 + (Math.min(Math.max(r - 1, 0), rows) / rows) * (v1 - v0));
  const width = us.length;
  const n = width * vs.length;
  const logits = all.map((quadric) => Float64Array.from({ length: n }, (_, i) => quadricAt(quadric, us[i % width], vs[Math.floor(i / width)])));
  const best = new Float64Array(n).fill(-Infinity);
  const second = new Float64Array(n).fill(-Infinity);
  for (const z of logits)
    for (let i = 0; i < n; i++) {
      if (z[i] > best[i]) [second[i], best[i]] = [best[i], z[i]];
      else if (z[i] > second[i]) second[i] = z[i];
    }
  const rim = (i) => i < width || i >= n - width || i % width === 0 || i % width === width - 1;
  const ahead = all.map((quadric, j) => {
    if (all.some((other, i) => i !== j && same(other, quadric))) return null;
    return logits[j].map((z, i) => (rim(i) ? -Infinity : z - (z === best[i] ? second[i] : best[i])));
  });
  const reach = 6 * Math.hypot((u1 - u0) / columns, (v1 - v0) / rows);
  const inner = ([u, v]) => u !== u0 && u !== u1 && v !== v0 && v !== v1;
  return odds.map((r) =>
    all.map((quadric, j) => {
      if (!ahead[j]) return [];
      const margins = all.filter((_, i) => i !== j).map((other) => quadric.map((c, e) => c - other[e] - (e ? 0 : Math.log(r))));
      const lead = (u, v) => margins.reduce((least, margin) => Math.min(least, quadricAt(margin, u, v)), Infinity);
      const found = rings(ahead[j], Math.log(r), us, vs, lead);
      return margins.length > 1 ? found.map((ring) => withCorners(ring, margins, reach, inner)) : found;
    })
  );
}

// The ring with a corner wherever it passes from one rival class to another: where the class is as far ahead of both.
function withCorners(ring, margins, reach, inner) {
  const values = ring.map(([u, v]) => margins.map((margin) => quadricAt(margin, u, v)));
  const least = values.map((all) => Math.min(...all));
  const small = 1e-3 * least.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  const nearest = values.map((all, i) => all.indexOf(least[i]));
  const turns = (i, next) => nearest[i] !== nearest[next] && [i, next].every((n) => inner(ring[n]) || Math.abs(least[n]) <= small);
  return ring.flatMap((p, i) => {
    const next = (i + 1) % ring.length;
    if (!turns(i, next)) return [p];
    const middle = [(p[0] + ring[next][0]) / 2, (p[1] + ring[next][1]) / 2];
    const corner = meet(margins[nearest[i]], margins[nearest[next]], middle);
    const allowed = -1e-6 * Math.max(...values[i].map(Math.abs)); // none is nearer than the two
    const near = Math.hypot(corner[0] - middle[0], corner[1] - middle[1]) <= reach; // a sharp one lies some cells further
    const half = [(corner[0] + middle[0]) / 2, (corner[1] + middle[1]) / 2];
    const within = margins.every((margin) => Math.min(quadricAt(margin, ...corner), quadricAt(margin, ...half)) >= allowed);
    return near && within ? [p, corner] : [p];
  });
}

// Where two quadrics are 0, by Newton's method.
function meet(one, other, [u, v]) {
  for (let step = 0; step < TO_A_CROSSING; step++) {
    const [[a, au, av], [b, bu, bv]] = [one, other].map((q) => [
      quadricAt(q, u, v), q[1] + 2 * q[3] * u + q[4] * v, q[2] + q[4] * u + 2 * q[5] * v,
    ]);
    const determinant = au * bv - av * bu;
    [u, v] = [u - (a * bv - b * av) / determinant, v - (b * au - a * bu) / determinant];
  }
  return [u, v];
}

function rings(values, least, us, vs, of) {
  const width = us.length;
  const next = new Map();
  for (let r = 0; r + 1 < vs.length; r++)
    for (let c = 0; c + 1 < width; c++) {
      const i = r * width + c;
      const corners =
        +(values[i] >= least) + 2 * (values[i + 1] >= least) + 4 * (values[i + width + 1] >= least) + 8 * (values[i + width] >= least);
      if (corners === 0 || corners === 15) continue;
      const sides = [2 * i, 2 * (i + 1) + 1, 2 * (i + width), 2 * i + 1]; // an even one to the right of its corner, an odd one upwards
      const middle = () => of((us[c] + us[c + 1]) / 2, (vs[r] + vs[r + 1]) / 2) >= 0;
      for (const [from, to] of SEGMENTS[corners] ?? (middle() ? JOINED : APART)[corners]) next.set(sides[from], sides[to]);
    }
  const found = [];
  for (let [side] = next.keys(); side !== undefined; [side] = next.keys()) {
    const ring = [];
    while (next.has(side)) {
      ring.push(crossing(side, values, least, us, vs, of));
      const following = next.get(side);
      next.delete(side);
      side = following;
    }
    found.push(ring);
  }
  return found;
}

// Where a side of the grid is crossed, between a corner inside and one outside.
function crossing(side, values, least, us, vs, of) {
  const width = us.length;
  const first = side >> 1;
  const second = side & 1 ? first + width : first + 1;
  const [a, b] = values[first] >= least ? [first, second] : [second, first];
  const place = (i) => [us[i % width], vs[Math.floor(i / width)]];
  const [p, q] = [place(a), place(b)];
  if (values[b] === -Infinity) return p; // on the rim both are one place
  let [low, high, inside, outside] = [0, 1, values[a] - least, values[b] - least];
  const between = (t) => [p[0] + t * (q[0] - p[0]), p[1] + t * (q[1] - p[1])];
  for (let step = 0; step < TO_A_CROSSING; step++) {
    const t = low + (step % 2 ? 0.5 : inside / (inside - outside || 1)) * (high - low);
    const f = of(...between(t));
    if (f >= 0) [low, inside] = [t, f];
    else [high, outside] = [t, f];
  }
  return between(low + (inside / (inside - outside || 1)) * (high - low));
}
