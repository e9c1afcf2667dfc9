// The picture of the loss: curves of training and held-out samples, the run before, and a dot at the epoch shown.

import { epochScale, lossScale } from "./scales.js";
import { path, put, setText, svg } from "./svg.js";

const TEXT = 12; // pixels of a letter, for which the margins are made
const MARGIN = { left: 52, right: 12, top: 10, bottom: 34 };
const NAMES = ["curve", "held"];

export class LossPicture {
  constructor(root, redraw) {
    this.root = root;
    this.drawn = {};
    this.seen = new ResizeObserver(() => {
      this.forget();
      redraw();
    });
    this.seen.observe(root);
    const line = { fill: "none", "stroke-width": 2 };
    root.replaceChildren();
    this.axes = svg("g", { class: "axes" }, root);
    this.clip = svg("svg", { class: "inside", overflow: "hidden" }, root);
    this.ghost = svg("path", { ...line, class: "ghost", "stroke-width": 1.2, opacity: 0.75 }, this.clip);
    this.cursor = svg("path", { class: "cursor", fill: "none" }, this.clip);
    this.lines = NAMES.map((name) => svg("path", { ...line, class: name }, this.clip));
    this.dots = NAMES.map((name) => svg("circle", { class: `dot ${name}`, r: 5 }, root));
  }

  close() {
    this.seen.disconnect();
  }

  // Once a run or kind of axes, not while the hand moves: the axes that show it and the run before.
  adapt(fresh, run, before, scene) {
    if (!fresh && this.kind === `${scene.loss_axes} ${scene.n_epochs}`) return;
    this.kind = `${scene.loss_axes} ${scene.n_epochs}`;
    const losses = [run, before].flatMap((one) => (one ? NAMES.flatMap((name) => one.curve(name).map(([, loss]) => loss)) : []));
    this.y = lossScale(losses, scene.loss_axes);
    this.x = epochScale(scene.n_epochs, scene.loss_axes);
    this.drawn = {};
  }

  // Pictures that follow each other are of one size: it is read again after a rest, for reading it lays the page out.
  forget() {
    this.measured = null;
  }

  size() {
    return (this.measured ??= this.measure());
  }

  measure() {
    const { width, height } = this.root.getBoundingClientRect();
    this.by = (parseFloat(getComputedStyle(this.root).getPropertyValue("--chart-text")) || TEXT) / TEXT; // as movie.css has it
    this.margin = Object.fromEntries(Object.entries(MARGIN).map(([side, room]) => [side, room * this.by]));
    const { left, right, top, bottom } = this.margin;
    return [Math.max(width - left - right, 1), Math.max(height - top - bottom, 1)];
  }

  draw({ run, before, frame, scene, colours }) {
    const [width, height] = this.size();
    const at = ([epoch, loss]) => [
      Math.max(this.x.place(epoch), -1) * width,
      (1 - Math.min(Math.max(this.y.place(loss), -1), 2)) * height,
    ];
    const axes = [this.x, this.y, width, height, scene];
    if (this.differs("axes", axes)) this.drawAxes(width, height, scene);
    if (this.differs("ghost", [before, ...axes]))
      put(this.ghost, { d: before ? path(before.curve("curve").map(at)) : "", stroke: "currentColor" });
    if (this.differs("curves", [run.part, run.at, ...axes]))
      NAMES.forEach((name, i) => {
        put(this.lines[i], { d: path(run.curve(name).map(at)), stroke: colours[i], "stroke-dasharray": i ? "6 4" : "none" });
        put(this.dots[i], { fill: colours[i] });
      });
    const epoch = run.epochs[frame];
    ["loss", "held_loss"].forEach((name, i) => {
      const loss = run.measure(name, frame);
      const [x, y] = at([epoch, loss ?? NaN]);
      const shown = loss !== null && x >= 0 && y >= -1 && y <= height + 1;
      put(this.dots[i], shown ? { cx: this.margin.left + x, cy: this.margin.top + y, visibility: "visible" } : { visibility: "hidden" });
    });
    const x = at([epoch, 1])[0].toFixed(1);
    put(this.cursor, { d: `M${x},0V${height}` });
  }

  // Whether something is not drawn yet of what is given.
  differs(what, of) {
    const was = this.drawn[what];
    this.drawn[what] = of;
    return !was || of.some((thing, i) => thing !== was[i]);
  }

  drawAxes(width, height, { words }) {
    const { by, margin } = this;
    put(this.clip, { x: margin.left, y: margin.top, width, height });
    this.axes.replaceChildren();
    const text = (content, place, anchor = "middle") => setText(svg("text", { ...place, "text-anchor": anchor }, this.axes), content);
    for (const [value, label] of this.y.ticks) {
      const y = margin.top + (1 - this.y.place(value)) * height;
      svg("path", { class: "grid", d: `M${margin.left},${y.toFixed(1)}h${width}` }, this.axes);
      text(label, { x: margin.left - 6, y: y + 4 * by }, "end");
    }
    const most = Math.max(2, Math.floor(width / (55 * by)));
    this.x.ticks.filter((_, i, all) => i % Math.ceil(all.length / most) === 0).forEach(([value, label]) => {
      const x = margin.left + this.x.place(value) * width;
      text(label, { x, y: margin.top + height + 15 * by });
    });
    svg("path", { class: "frame", d: `M${margin.left},${margin.top}v${height}h${width}` }, this.axes);
    text(this.x.log ? words.epoch_axis_log : words.epoch_axis, { x: margin.left + width / 2, y: margin.top + height + 31 * by });
    const middle = margin.top + height / 2;
    text(this.y.log ? words.loss_axis_log : words.loss_axis, { x: 0, y: 0, transform: `translate(${12 * by},${middle}) rotate(-90)` });
  }

  // The epoch under a place on the screen.
  epochAt(clientX) {
    const [width] = this.size();
    const x = (clientX - this.root.getBoundingClientRect().left - this.margin.left) / width;
    return Math.round(this.x.value(Math.min(Math.max(x, 0), 1)));
  }
}
