// The hand on the pictures: probabilities under it, a sample to follow, an epoch to go to.

import { logits, softmax } from "./geometry.js";
import { filled, number, probability } from "./numbers.js";

const NEAR = 14; // pixels from a sample that still count as on it

export class Pointer {
  // movie: state, scene, editor, plane.layer, loss, player, wholeRun(), follow(sample)
  constructor(tip, lossRoot, movie) {
    Object.assign(this, { tip, movie });
    this.onMove = (event) => this.move(event);
    this.onDown = (event) => (this.down = [event.clientX, event.clientY]);
    this.onClick = (event) => this.click(event);
    document.addEventListener("pointermove", this.onMove, true);
    document.addEventListener("pointerdown", this.onDown, true);
    document.addEventListener("click", this.onClick, true);
    lossRoot.addEventListener("pointerdown", (event) => this.scrub(event));
    lossRoot.addEventListener("pointermove", (event) => event.buttons & 1 && this.scrub(event));
  }

  close() {
    document.removeEventListener("pointermove", this.onMove, true);
    document.removeEventListener("pointerdown", this.onDown, true);
    document.removeEventListener("click", this.onClick, true);
  }

  scrub(event) {
    if (event.pointerType === "mouse" && event.button > 0) return;
    this.movie.wholeRun();
    this.movie.player.go(this.movie.loss.epochAt(event.clientX));
  }

  // The place in the plane under the hand, in pixels from its corner; null outside.
  inside(event) {
    const { layer } = this.movie.plane;
    if (!layer.ready() || !layer.chart.contains(event.target) || event.target.closest?.(".modebar")) return null;
    const area = layer.area();
    if (!area) return null;
    const [x, y] = [event.clientX - area.left, event.clientY - area.top];
    return x >= 0 && y >= 0 && x <= area.width && y <= area.height ? [x, y] : null;
  }

  nearest([x, y], place) {
    const { places } = this.movie.scene;
    let [best, closest] = [null, NEAR];
    places.forEach((at, row) => {
      const [px, py] = place.pixel(at);
      const distance = Math.hypot(px - x, py - y);
      if (distance < closest) [best, closest] = [row, distance];
    });
    return best;
  }

  click(event) {
    const at = this.inside(event);
    const place = at && this.movie.plane.layer.ready();
    if (!place || Math.hypot(event.clientX - this.down[0], event.clientY - this.down[1]) > 6) return;
    const row = this.nearest(at, place);
    if (row !== null) this.movie.follow(row);
    else if (this.movie.scene.editing) this.movie.act({ what: "add", at: place.value(at) });
  }

  move(event) {
    const at = event.pointerType === "touch" && event.buttons ? null : this.inside(event);
    const place = at && this.movie.state && this.movie.plane.layer.ready();
    this.tip.hidden = !place || this.movie.editor.held;
    if (this.tip.hidden) return;
    this.tip.replaceChildren(...this.lines(at, place).map((text) => Object.assign(document.createElement("div"), { textContent: text })));
    const left = event.clientX + 14 + 220 > innerWidth ? event.clientX - 14 - this.tip.offsetWidth : event.clientX + 14;
    this.tip.style.transform = `translate(${left}px, ${event.clientY + 14}px)`;
  }

  lines(at, place) {
    const { scene, X, model } = this.movie.state;
    const row = this.nearest(at, place);
    const x = row === null ? scene.point(place.value(at)) : X[row];
    const chances = softmax(logits(model, x));
    const head =
      row === null
        ? scene.axes.map((axis, i) => `${scene.features[axis]} ${number(place.value(at)[i], 3)}`).join(", ")
        : filled(scene.held[row] ? scene.words.held_out_sample : scene.words.sample, {
            row: scene.rows[row] + 1,
            name: scene.classes[scene.y[row]],
          });
    return [head, ...chances.map((chance, j) => `${scene.classes[j]} ${probability(chance)}`)];
  }
}
