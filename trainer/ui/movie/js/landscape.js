// The loss around the optimum, as bands of equal loss, and the path of the run on it.

import { path, put, svg } from "./svg.js";

const BANDS = 12;

export class LandscapePicture {
  constructor(root) {
    this.canvas = root.querySelector("canvas");
    this.svg = root.querySelector("svg");
    this.halo = svg("path", { class: "halo", fill: "none" }, this.svg);
    this.line = svg("path", { class: "path", fill: "none" }, this.svg);
    this.best = svg("path", { class: "best", fill: "none" }, this.svg);
    this.dot = svg("circle", { class: "dot", r: 5 }, this.svg);
  }

  // part: s and t (m,), loss (m, m), u, v and optimum (k (d+1),), all in the units trained on
  take(part) {
    this.part = part;
    this.painted = null;
  }

  // Where a model lies on the plane: its distance from the optimum along u and along v.
  place(weights) {
    const { u, v, optimum } = this.part;
    let [s, t] = [0, 0];
    for (let i = 0; i < u.length; i++) {
      s += (weights[i] - optimum[i]) * u[i];
      t += (weights[i] - optimum[i]) * v[i];
    }
    return [s, t];
  }

  draw({ run, frame }) {
    const box = this.svg.getBoundingClientRect();
    const [width, height] = [Math.max(box.width, 1), Math.max(box.height, 1)];
    if (this.painted !== `${width} ${height}`) this.paint(width, height);
    const { s, t } = this.part;
    const within = (list, value, size) => Math.min(Math.max((value - list[0]) / (list.at(-1) - list[0]), -1), 2) * size;
    const at = ([a, b]) => [within(s, a, width), height - within(t, b, height)];
    const points = [];
    for (let i = 0; i <= frame; i++) points.push(at(this.place(run.weights(i))));
    put(this.halo, { d: path(points) });
    put(this.line, { d: path(points) });
    const [x, y] = points.at(-1);
    put(this.dot, { cx: x, cy: y });
    const [ox, oy] = at([0, 0]);
    put(this.best, { d: `M${ox - 5},${oy}h10M${ox},${oy - 5}v10` });
  }

  paint(width, height) {
    this.painted = `${width} ${height}`;
    const { loss } = this.part;
    const m = this.part.s.length;
    const lowest = loss.reduce((a, b) => Math.min(a, b));
    const log = Float64Array.from(loss, (value) => Math.log10(Math.max(value - lowest, 1e-5)));
    const [low, high] = [-5, log.reduce((a, b) => Math.max(a, b))];
    const [columns, rows] = [Math.round(width / 2), Math.round(height / 2)];
    Object.assign(this.canvas, { width: columns, height: rows });
    const pen = this.canvas.getContext("2d");
    const image = pen.createImageData(columns, rows);
    for (let y = 0; y < rows; y++)
      for (let x = 0; x < columns; x++) {
        const [gx, gy] = [(x / (columns - 1)) * (m - 1.001), (1 - y / (rows - 1)) * (m - 1.001)];
        const [i, j] = [Math.floor(gx), Math.floor(gy)];
        const [fx, fy] = [gx - i, gy - j];
        const corner = (dx, dy) => log[(j + dy) * m + i + dx];
        const value =
          (corner(0, 0) * (1 - fx) + corner(1, 0) * fx) * (1 - fy) + (corner(0, 1) * (1 - fx) + corner(1, 1) * fx) * fy;
        const band = Math.min(Math.floor((BANDS * (value - low)) / (high - low)), BANDS - 1);
        image.data.set([21, 120, 130, Math.round((200 * (BANDS - 1 - band)) / (BANDS - 1))], 4 * (y * columns + x));
      }
    pen.putImageData(image, 0, 0);
  }
}
