// The movie: what is shown now, and when it is drawn.

import { Bars } from "./bars.js";
import { parts } from "./bytes.js";
import { logits, softmax } from "./geometry.js";
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
import { label, measures, sentence, step } from "./sentences.js";
import { setText } from "./svg.js";

export class Movie {
  // tell(view) sends the epoch and sample to Python, ask(question) asks for a family or a whole run
  constructor(root, tell, ask) {
    Object.assign(this, { root, wanted: Infinity, told: 0, library: new Library(ask), resting: new Rest(this, tell) });
    this.$ = (name) => root.querySelector(name);
    const later = () => this.later();
    this.plane = new PlanePicture(later);
    this.loss = new LossPicture(this.$(".loss svg"), later);
    this.landscape = new LandscapePicture(this.$(".landscape"));
    this.bars = new Bars(this.$(".side"));
    this.player = new Player(root, this);
    this.pointer = new Pointer(this.$(".tip"), this.$(".loss svg"), this);
    this.rate = new Rate(this.$(".zones"), this);
  }

  close() {
    for (const part of [this.player, this.pointer, this.rate, this.loss, this.resting]) part.close();
    cancelAnimationFrame(this.pending);
  }

  // -- what Python sends: bytes, or parts of them that were read before

  receive(sent) {
    for (const part of Array.isArray(sent) ? sent : parts(sent)) this[`take_${part.kind}`](part);
    this.later();
  }

  take_scene(sent) {
    const before = this.library.scene;
    const scene = heeded(sent, before, this.told);
    this.library.takeScene(scene);
    if (before?.data !== scene.data) this.run = null;
    if (before?.epoch !== scene.epoch) this.wanted = scene.epoch < 0 ? Infinity : scene.epoch;
    if (before?.row !== scene.row || before?.data !== scene.data) this.sample = scene.row;
    if (!before) this.curtain = scene.play && !matchMedia("(prefers-reduced-motion: reduce)").matches;
    this.$(".zone-band").innerHTML = scene.zone_band;
    this.player.words(scene.words);
    label(this.root, scene.words);
  }

  take_run(part) {
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
    if (this.library.takeFamily(part)) drawMap(this.$(".map"), part);
    this.choose();
  }

  take_landscape(part) { this.landscape.take(part); }
  take_no_answer() { this.library.takeNoAnswer(); }
  take_refused(part) { this.library.takeRefusal(part); }

  // -- the learning rate under the hand

  handNears() {
    const rate = this.rate.value ?? this.library.exact?.rate;
    if (rate) this.library.wantFamily(rate, this.wanted);
  }

  rateMoved() {
    if (!this.library.exact) return;
    this.choose();
    this.later();
  }

  choose() {
    const { exact, scene } = this.library;
    if (!exact) return;
    const rate = scene.follows_rate ? (this.rate.value ?? exact.rate) : exact.rate;
    this.run = this.library.run(rate);
    if (rate !== this.run.rate) this.handNears();
  }

  // -- epoch and sample

  get scene() { return this.library.scene; }
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

  wholeRun() {
    if (this.run) this.library.wantWhole(this.run);
  }

  // -- drawing

  chartsMoved() { if (this.run && !this.plane.layer.standing) this.later(); }
  later() { this.pending ??= requestAnimationFrame(() => this.drawNow()); }

  drawNow() {
    this.pending = cancelAnimationFrame(this.pending) ?? null;
    if (!this.run || !this.scene) return;
    const { scene, run, sample, frame } = this;
    const before = this.library.ghost(run);
    const model = run.model(frame);
    const next = run.epochs[frame + 1] === run.epochs[frame] + 1 ? run.model(frame + 1) : null;
    const chances = softmax(logits(model, scene.X[sample]));
    const ghost = before?.model(before.frameOf(this.epoch));
    const state = { scene, run, frame, model, next, before, ghost, sample, chances };
    this.state = { ...state, X: scene.X, arrows: scene.arrows, colours: scene.curve_colours };
    const ground = scene.panel === "landscape" && this.landscape.part;
    this.$(".side").hidden = ground;
    this.$(".landscape").hidden = !ground;
    for (const picture of [this.plane, this.loss, ground ? this.landscape : this.bars]) picture.draw(this.state);
    this.rate.draw(run.rate, scene.zones);
    measures(this.$(".measures"), this.state);
    step(this.$(".step"), this.state);
    const { refused } = this.library;
    setText(this.$(".note"), refused && this.rate.value && this.rate.value !== run.rate ? refused : "");
    this.player.draw(this.epoch, run.last, sentence(scene.words.epoch_of, this.state));
    if (!this.player.playing) this.rest();
  }
}
