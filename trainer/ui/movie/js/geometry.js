// The mathematics of the picture: logits, softmax, and where each class is ahead. Training is Python's alone.

export const ODDS = [1, 3, 19];

// Logits of a model, k rows [w_1 ... w_d, b], at a sample x.
export function logits(model, x) {
  return model.map((row) => {
    let sum = row[x.length];
    for (let f = 0; f < x.length; f++) sum += row[f] * x[f];
    return sum;
  });
}

export function softmax(z) {
  const largest = Math.max(...z);
  const e = z.map((value) => Math.exp(value - largest));
  const sum = e.reduce((a, b) => a + b);
  return e.map((value) => value / sum);
}

// Logits as functions of the two features shown, [slope_u, slope_v, constant] a class; the others stay at their mean.
export function planes(model, [u, v], mean) {
  return model.map((row) => {
    let rest = row[mean.length];
    for (let f = 0; f < mean.length; f++) if (f !== u && f !== v) rest += row[f] * mean[f];
    return [row[u], v === undefined ? 0 : row[v], rest];
  });
}

export const same = (p, q) => p.every((value, i) => value === q[i]);

export const allTied = (model) => model.every((row) => same(row, model[0]));

// The part of a convex polygon where a u + b v + c >= 0 (Sutherland and Hodgman, 1974).
function clip(corners, a, b, c) {
  const out = [];
  for (let i = 0; i < corners.length; i++) {
    const [p, q] = [corners[i], corners[(i + 1) % corners.length]];
    const [sp, sq] = [a * p[0] + b * p[1] + c, a * q[0] + b * q[1] + c];
    if (sp >= 0) out.push(p);
    if (sp >= 0 !== sq >= 0) {
      const t = sp / (sp - sq);
      out.push([p[0] + t * (q[0] - p[0]), p[1] + t * (q[1] - p[1])]);
    }
  }
  return out;
}

// The corners of class j's region at odds r : 1 in a box: where z_j - z_i >= ln r for every other class i.
export function region(all, j, odds, [u0, u1, v0, v1]) {
  let corners = [[u0, v0], [u1, v0], [u1, v1], [u0, v1]];
  for (let i = 0; i < all.length && corners.length; i++) {
    if (i === j) continue;
    if (same(all[i], all[j])) return [];
    const [a, b, c] = [0, 1, 2].map((e) => all[j][e] - all[i][e]);
    corners = clip(corners, a, b, c - Math.log(odds));
  }
  return corners;
}

// Whether a sample is given a class that is not its own; a tie decides nothing.
export function misclassified(z, label) {
  let best = 0;
  let ties = 0;
  for (let j = 1; j < z.length; j++) {
    if (z[j] > z[best]) [best, ties] = [j, 0];
    else if (z[j] === z[best]) ties++;
  }
  return best !== label && ties === 0;
}
