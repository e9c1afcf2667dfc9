// The movie: what is shown now, and when it is drawn.

import { Acts } from "./acts.js";
import { Bars } from "./bars.js";
import { parts } from "./bytes.js";
import { Editor } from "./editor.js";
import { draw, stateOf } from "./frame.js";
import { LandscapePicture } from "./landscape.js";
import { Library } from "./library.js";
import { LossPicture } from "./loss.js";
import { drawMap } from "./map.js";
import { PlanePicture } from "./plane.js";
import { Player } from "./player.js";
import { Pointer } from "./pointer.js";
import { Rate } from "./rate.js";
import { Rest } from "./rest.js";
import { heeded } from "./scene.js";
import { label } from "./sentences.js";
import { Sliders } from "./sliders.js";
import { Weights } from "./weights.js";

export class Movie {
  // tell(view) sends the epoch and sample to Python, ask(question) asks for runs; main.js adds hand(said)
  constructor(root, tell, ask) {
    Object.assign(this, { root, wanted: Infinity, told: 0, library: new Library(ask), resting: new Rest(this, tell) });
    this.$ = (name) => root.querySelector(name);
    const later = () => this.later();
    this.plane = new PlanePicture(later);
    this.loss = new LossPicture(this.$(".loss svg"), later);
    this.landscape = new LandscapePicture(this.$(".landscape"));
    this.bars = new Bars(this.$(".side"));
    this.weights = new Weights(this.$(".weights"), this);
    this.player = new Player(root, this);
    this.pointer = new Pointer(this.$(".tip"), this.$(".loss svg"), this);
    this.rate = new Rate(this.$(".zones"));
    this.sliders = new Sliders(this);
    this.acts = new Acts(this);
    this.editor = new Editor(this);
  }

  close() {
    for (const part of [this.player, this.pointer, this.editor, this.sliders, this.acts, this.loss, this.resting]) part.close();
    cancelAnimationFrame(this.pending);
  }

  // -- what Python sends: bytes, or parts of them that were read before

  receive(sent) {
    for (const part of Array.isArray(sent) ? sent : parts(sent)) this[`take_${part.kind}`](part);
    this.acts.next();
    this.later();
  }

  take_scene(sent) {
    const before = this.library.scene;
    const scene = heeded(sent, before, this.told);
    this.library.takeScene(scene);
    const same = before?.data === scene.data;
    if (!same) this.run = null;
    this.acts.sceneCame(scene, same);
    this.editor.sceneCame(same);
    if (before?.epoch !== scene.epoch || before.start !== scene.start) this.wanted = scene.epoch < 0 ? Infinity : scene.epoch;
    if (before?.row !== scene.row || !same) this.sample = scene.row;
    if (!before) this.curtain = scene.play && !matchMedia("(prefers-reduced-motion: reduce)").matches;
    this.$(".zone-band").innerHTML = scene.zone_band;
    this.player.words(scene.words);
    label(this.root, scene.words);
  }

  take_run(part) {
    if (this.editor.takeRun(part)) return this.choose();
    const fresh = this.library.takeRun(part);
    if (!this.library.exact) return;
    this.choose();
    this.loss.adapt(fresh, this.library.exact, this.library.ghost(this.library.exact), this.scene);
    if (!this.curtain) return;
    this.curtain = false; // on the first visit the picture starts untrained and plays once
    this.wanted = 0;
    this.player.play();
  }

  take_family(part) {
    if (this.library.takeFamily(part) && part.over === "learning_rate") drawMap(this.$(".map"), part);
    this.choose();
  }

  take_trial(part) { this.editor.takeTrial(part); }
  take_landscape(part) { this.landscape.take(part); }
  take_no_answer() { this.library.takeNoAnswer(); }
  take_refused(part) { this.library.takeRefusal(part); }

  // -- a setting under the hand

  handNears(name) {
    const value = this.sliders.values[name];
    if (value !== undefined && this.library.exact) this.library.wantFamily(name, value, this.wanted);
  }

  sliderMoved() {
    if (!this.library.exact) return;
    this.choose();
    this.later();
  }

  choose() {
    const { exact } = this.library;
    if (!exact) return;
    if (this.editor.run) return (this.run = this.editor.run);
    this.run = this.library.run(this.sliders.values);
    const [over] = this.library.moved(this.sliders.values) ?? [];
    if (over && this.run === exact) this.handNears(over);
  }

  // -- epoch and sample

  get scene() { return this.editor.scene; }
  get frame() { return this.run.frameOf(this.wanted); }
  get epoch() { return this.run.epochs[this.frame]; }

  show(epoch) {
    this.wanted = epoch >= this.run.last ? Infinity : epoch;
    this.later();
  }

  follow(row) {
    this.sample = row;
    this.later();
  }

  rest() { this.resting.soon(); }
  wholeRun() { if (this.run) this.library.wantWhole(this.run); }

  act(said) {
    this.player.pause();
    this.acts.add(said);
  }

  // -- drawing

  chartsMoved() { if (this.run && !this.plane.layer.standing) this.later(); }
  later() { this.pending ??= requestAnimationFrame(() => this.drawNow()); }

  drawNow() {
    this.pending = cancelAnimationFrame(this.pending) ?? null;
    if (!this.run || !this.scene) return;
    this.state = stateOf(this);
    draw(this, this.state);
    if (!this.player.playing) this.rest();
  }
}
