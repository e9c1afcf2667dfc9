// The runs there are: the exact one that Python sent, the one before it, and a family around it; and what to ask for.

import { Run } from "./runs.js";
import { openScene } from "./scene.js";

export class Library {
  constructor(ask) {
    Object.assign(this, { ask, scene: null, exact: null, before: null, family: null, refused: null, asked: {} });
  }

  // Each returns whether something new is there to be shown.

  takeScene(scene) {
    if (this.scene?.data !== scene.data) this.exact = this.before = null;
    if (this.scene?.base !== scene.base) Object.assign(this, { family: null, refused: null, asked: {} });
    this.scene = openScene(scene);
  }

  takeRun(part) {
    if (part.base !== this.scene?.base) return false;
    const same = this.exact?.part.id === part.id;
    if (same && this.exact.frames >= part.epochs.length) return false;
    if (!same) this.before = this.exact;
    this.exact = new Run(part);
    return !same;
  }

  takeFamily(part) {
    if (part.base !== this.scene?.base) return false;
    Object.assign(this, { family: part, refused: null });
    this.asked.family = null;
    return true;
  }

  // A question about settings that have changed since, or none at all.
  takeNoAnswer() {
    this.asked = {};
  }

  takeRefusal(part) {
    if (part.base === this.scene?.base) this.refused = part.sentence;
  }

  // The run of a learning rate: the exact one, else the family's, else what there is until it is let go.
  run(rate) {
    const member = this.scene.follows_rate ? (this.family?.rates.indexOf(rate) ?? -1) : -1;
    return rate === this.exact.rate || member < 0 ? this.exact : new Run(this.family, member);
  }

  ghost(run) {
    if (!this.scene.ghost || run.part.base !== this.scene.base) return null;
    return run === this.exact ? this.before : this.exact;
  }

  // Before the hand moves: the runs around a rate, the epoch shown among those kept.
  wantFamily(rate, epoch) {
    const { scene, family } = this;
    if (!scene?.follows_rate || this.refused || this.asked.family === scene.base) return;
    if (family?.rates.includes(rate) && (!Number.isFinite(epoch) || family.epochs.includes(epoch))) return;
    this.asked.family = scene.base;
    this.ask({ what: "family", base: scene.base, rate, epoch: Number.isFinite(epoch) ? epoch : -1 });
  }

  // Before it is played: every epoch of the run.
  wantWhole(run) {
    if (run !== this.exact || run.whole || this.asked.run === run.part.id) return;
    this.asked.run = run.part.id;
    this.ask({ what: "run", base: this.scene.base });
  }
}
