// A hand that edits samples: it drags one, and the model follows; it moves one by keys, adds and deletes.

import { Run } from "./runs.js";
import { openScene } from "./scene.js";

const KEYS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] };
const FAR = 4; // pixels from which on a press is a drag
const LET_GO = 500; // milliseconds after the last key that a move is let go

export class Editor {
  // movie: library, acts, plane.layer, pointer, act(said), follow(row), choose(), later()
  constructor(movie) {
    Object.assign(this, { movie, held: null, waiting: null, trial: null, timer: null });
    this.listeners = { pointerdown: "down", pointermove: "drag", pointerup: "letGo", pointercancel: "giveUp", keydown: "key" };
    for (const [kind, name] of Object.entries(this.listeners)) {
      this.listeners[kind] = (event) => movie.scene?.editing && this[name](event);
      document.addEventListener(kind, this.listeners[kind], true);
    }
    this.stayPut = (event) => this.held && event.preventDefault(); // the page does not scroll under a finger that drags
    document.addEventListener("touchmove", this.stayPut, { capture: true, passive: false });
  }

  close() {
    for (const [kind, heard] of Object.entries(this.listeners)) document.removeEventListener(kind, heard, true);
    document.removeEventListener("touchmove", this.stayPut, true);
    clearTimeout(this.timer);
  }

  down(event) {
    const { pointer, plane } = this.movie;
    const at = event.button > 0 ? null : pointer.inside(event);
    const place = at && plane.layer.ready();
    const row = place ? pointer.nearest(at, place) : null;
    if (row === null) return;
    event.preventDefault();
    this.take(row, [event.clientX, event.clientY]);
  }

  take(row, from) {
    const among = this.movie.scene.places.length;
    this.held = { row, among, from, at: null, mark: this.movie.plane.layer.mark(this.movie.scene.places[row]) };
    this.movie.follow(row);
  }

  drag(event) {
    const { held, movie } = this;
    if (!held?.from) return;
    if (!held.at && Math.hypot(event.clientX - held.from[0], event.clientY - held.from[1]) < FAR) return;
    const area = movie.plane.layer.area();
    const place = movie.plane.layer.ready();
    if (!place) return;
    const within = (value, most) => Math.min(Math.max(value, 0), most);
    this.moveTo(place.value([within(event.clientX - area.left, area.width), within(event.clientY - area.top, area.height)]));
  }

  moveTo(at) {
    const { held, movie } = this;
    const { scene } = movie;
    held.at = scene.axes.length > 1 ? at : [at[0], scene.places[held.row][1]];
    this.hold();
    movie.library.ask({ what: "moved", base: movie.library.scene.base, row: scene.rows[held.row] + 1, at: held.at });
    movie.later();
  }

  // Puts the sample where the hand is, in the picture shown now.
  hold() {
    const { held, movie } = this;
    if (!held?.at) return;
    const { scene } = movie;
    scene.places[held.row] = held.at;
    scene.X[held.row] = scene.point(held.at, scene.X[held.row]);
    held.mark?.move(held.at);
  }

  letGo() {
    const { held, movie } = this;
    clearTimeout(this.timer);
    this.held = null;
    if (held?.at) this.waiting = held;
    if (held?.at) movie.act({ what: "move", row: movie.scene.rows[held.row] + 1, among: held.among, at: held.at });
  }

  giveUp() {
    this.waiting = this.held;
    this.held = null;
    this.movie.library.takeScene(this.movie.library.scene);
    this.sceneCame(true);
    this.movie.choose();
    this.movie.later();
  }

  // -- what Python sends

  // same: whether it is of the data that stood before, so that what was let go was not taken.
  sceneCame(same) {
    const { acts, library } = this.movie;
    if (this.held?.among !== library.scene.places.length) this.held = null;
    if (!same || !this.held) this.trial = null;
    if (acts.open) return;
    if (same) this.waiting?.mark?.back();
    this.waiting = null;
  }

  // The samples, and after them the run, as they are with the one held where it is.
  takeTrial(part) {
    const { scene } = this.movie.library;
    if (this.held && part.of === scene.base) this.coming = openScene({ ...scene, ...part });
  }

  takeRun(part) {
    if (part.base !== this.coming?.trial || !this.held) return false;
    this.trial = Object.assign(this.coming, { run: new Run(part) });
    this.hold();
    return true;
  }

  get run() { return this.trial?.run; }
  get scene() { return this.trial ?? this.movie.library.scene; }

  // The sample followed, or the one that is shown in its place by then.
  remove() {
    if (this.held) this.letGo();
    this.movie.act({ what: "delete" });
  }

  key(event) {
    const { movie } = this;
    const { scene, sample } = movie;
    if (event.key === "Escape" && this.held) return this.giveUp();
    if (event.composedPath()[0].closest?.("input, textarea, [contenteditable], [role=slider], [role=combobox]")) return;
    if (event.key === "Delete") return this.remove();
    const place = event.shiftKey && KEYS[event.key] && movie.plane.layer.ready();
    if (!place) return;
    event.preventDefault();
    if (!this.held) this.take(sample, null);
    const [dx, dy] = KEYS[event.key];
    const [left, right, bottom, top] = place.box;
    const [x, y] = this.held.at ?? scene.places[sample];
    this.moveTo([x + (dx * (right - left)) / 100, y + (dy * (top - bottom)) / 100]);
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.letGo(), LET_GO);
  }
}
