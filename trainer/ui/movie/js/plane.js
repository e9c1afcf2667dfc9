// The picture of the plane: regions, the boundary of the run before, rings, the sample followed, and arrows.

import { curvedRegions, quadrics } from "./curves.js";
import { ODDS, allTied, logits, misclassified, planes, region } from "./geometry.js";
import { Layer } from "./layer.js";
import { arrow, path, put, svg } from "./svg.js";

const CELL = 4; // pixels: of the grid on which curved regions are followed around

export class PlanePicture {
  constructor(redraw) {
    this.layer = new Layer("regions", (below, above) => this.build(below, above), redraw);
    this.built = null;
  }

  build(below, above) {
    this.below = below;
    this.above = above;
    this.built = null;
  }

  nodes(scene) {
    if (this.built === scene.colours.join()) return;
    this.built = scene.colours.join();
    this.below.replaceChildren();
    this.above.replaceChildren();
    const line = { fill: "none", stroke: "currentColor" };
    this.polygons = scene.colours.flatMap((fill, label) =>
      ODDS.map((odds) => ({ label, odds, node: svg("path", { class: "region", fill, "fill-opacity": 0.14 }, this.below) }))
    );
    this.boundary = svg("path", { ...line, class: "boundary", "stroke-width": 1.5 }, this.below);
    this.ghost = svg("path", { ...line, class: "ghost", "stroke-width": 1.2, "stroke-dasharray": "5 4", opacity: 0.75 }, this.below);
    this.rings = svg("path", { ...line, class: "rings", "stroke-width": 1.6 }, this.above);
    this.square = svg("path", { ...line, class: "chosen", "stroke-width": 1.8 }, this.above);
    this.arrows = scene.colours.map((stroke) => [
      svg("path", { fill: "none", stroke: "currentColor", "stroke-width": 4.5, class: "arrow-edge" }, this.above),
      svg("path", { fill: "none", stroke, "stroke-width": 2.5, class: "arrow" }, this.above),
    ]);
  }

  // state: scene, X (n rows), model, ghost and next (models or null), sample, arrows (whether they are shown)
  draw(state) {
    const place = this.layer.ready();
    if (!place) return;
    const { scene, X, model } = state;
    this.nodes(scene);
    const outline = (corners) => (corners.length ? `${path(corners.map((at) => place.pixel(scene.toData(at))))}Z` : "");
    const [left, right, bottom, top] = place.box;
    const [[u0, v0], [u1, v1]] = [scene.toTrained([left, bottom]), scene.toTrained([right, top])];
    const [du, dv] = [0.02 * (u1 - u0), 0.02 * (v1 - v0)];
    const box = [u0 - du, u1 + du, v0 - dv, v1 + dv]; // wider, so that only the decision boundary is seen drawn
    const straight = (of, odds) => {
      const all = planes(of, scene.axes, scene.mean);
      return odds.map((r) => all.map((_, j) => outline(region(all, j, r, box))));
    };
    const curved = (of, odds) => {
      const [width, height] = place.size.map((pixels) => Math.max(1, Math.ceil(pixels / CELL)));
      const wider = [...scene.toData([box[0], box[2]]), ...scene.toData([box[1], box[3]])];
      const around = curvedRegions(quadrics(of, scene), odds, [wider[0], wider[2], wider[1], wider[3]], width, height);
      return around.map((all) => all.map((rings) => rings.map((ring) => `${path(ring.map(place.pixel))}Z`).join("")));
    };
    const shapes = scene.products.length ? curved : straight;
    const found = shapes(model, ODDS);
    const drawn = Object.fromEntries(ODDS.map((odds, i) => [odds, found[i]]));
    for (const { label, odds, node } of this.polygons) put(node, { d: drawn[odds][label] });
    put(this.boundary, { d: drawn[1].join("") });
    put(this.ghost, { d: state.ghost ? shapes(state.ghost, [1])[0].join("") : "" });
    this.drawRings(state, place);
    this.drawArrows(state, place);
  }

  drawRings({ scene, X, model, sample }, place) {
    const at = (row) => place.pixel(scene.places[row]);
    let rings = "";
    if (!allTied(model))
      X.forEach((x, row) => {
        if (!misclassified(logits(model, x), scene.y[row])) return;
        const [px, py] = at(row);
        rings += `M${(px - 7.5).toFixed(1)},${py.toFixed(1)}a7.5,7.5 0 1 0 15,0a7.5,7.5 0 1 0 -15,0`;
      });
    put(this.rings, { d: rings });
    const [px, py] = at(sample);
    put(this.square, { d: `M${(px - 10.5).toFixed(1)},${(py - 10.5).toFixed(1)}h21v21h-21Z` });
  }

  // At the sample followed, what it does to each class's weight vector, y − a times the sample: outwards it pulls the
  // vector to itself, inwards it pushes it away. From the middle, each weight vector and, drawn longer, its next step.
  drawArrows({ scene, model, next, arrows, chances, sample }, place) {
    const shown = arrows && scene.axes.length > 1;
    const [u, v] = scene.axes;
    const start = place.pixel(scene.toData([scene.mean[u], scene.mean[v]]));
    const [du, dv] = scene.spread;
    const plain = model.map((row) => [row[u] * du, -row[v] * dv]); // in units of each feature's spread
    const steps = model.map((row, j) => (next ? [(next[j][u] - row[u]) * du, -(next[j][v] - row[v]) * dv] : [0, 0]));
    const reach = (vectors, pixels) => pixels / Math.max(1e-12, ...vectors.map(([x, y]) => Math.hypot(x, y)));
    const [long, longer] = [reach(plain, 0.3 * Math.min(...place.size)), reach(steps, 34)];
    const [sx, sy] = place.pixel(scene.places[sample]);
    const out = Math.hypot(sx - start[0], sy - start[1]) || 1;
    const [ox, oy] = [(sx - start[0]) / out, (sy - start[1]) / out];
    this.arrows.forEach(([edge, line], j) => {
      const tip = [start[0] + plain[j][0] * long, start[1] + plain[j][1] * long];
      const end = [tip[0] + steps[j][0] * longer, tip[1] + steps[j][1] * longer];
      const push = 60 * ((j === scene.y[sample] ? 1 : 0) - chances[j]);
      const side = 7 * (j - (model.length - 1) / 2);
      const from = [sx - oy * side, sy + ox * side];
      const d = shown ? path([start, tip]) + arrow(tip, end) + arrow(from, [from[0] + ox * push, from[1] + oy * push]) : "";
      put(edge, { d, opacity: 0.55 });
      put(line, { d });
    });
  }
}
