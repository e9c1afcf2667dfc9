// The runs there are: the exact one that Python sent, the one before it, and families around it, each over one setting;
// and what to ask for.

import { Run } from "./runs.js";
import { openScene } from "./scene.js";

export class Library {
  constructor(ask) {
    Object.assign(this, { ask, scene: null, exact: null, before: null, families: {}, refused: {}, asked: {} });
  }

  // Each returns whether something new is there to be shown.

  takeScene(scene) {
    if (this.scene?.data !== scene.data) this.exact = this.before = null;
    if (this.scene?.base !== scene.base) this.asked = {};
    for (const kept of [this.families, this.refused])
      for (const [over, part] of Object.entries(kept)) if (part.base !== scene.under_hand[over]?.base) delete kept[over];
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
    if (part.base !== this.scene?.under_hand[part.over]?.base) return false;
    this.families[part.over] = part;
    delete this.refused[part.over];
    this.asked.family = null;
    return true;
  }

  // A question about settings that have changed since, or none at all.
  takeNoAnswer() {
    this.asked = {};
  }

  takeRefusal(part) {
    if (part.base === this.scene?.under_hand[part.over]?.base) this.refused[part.over] = part;
  }

  // The only setting whose slider stands elsewhere than at the exact run, as [name, value]; null where none or more do.
  moved(values) {
    const of = (name, { value }) => (name === "learning_rate" ? this.exact.rate : value);
    const elsewhere = Object.entries(this.scene.under_hand).filter(
      ([name, held]) => values[name] !== undefined && values[name] !== of(name, held)
    );
    return elsewhere.length === 1 ? [elsewhere[0][0], values[elsewhere[0][0]]] : null;
  }

  // The run of what the sliders say: the exact one, else a family's, else what there is until they are let go.
  run(values) {
    const [over, value] = this.moved(values) ?? [];
    const family = this.families[over];
    const member = family ? family.values.indexOf(value) : -1;
    return member < 0 ? this.exact : new Run(family, member);
  }

  ghost(run) {
    if (!this.scene.ghost) return null;
    if (run.part.kind === "family") return this.exact;
    return run === this.exact ? this.before : null;
  }

  // Before the hand moves: the runs around a value of a setting, the epoch shown among those kept.
  wantFamily(over, value, epoch) {
    const held = this.scene?.under_hand[over];
    const family = this.families[over];
    if (!held || this.refused[over] || this.asked.family === held.base) return;
    if (family?.values.includes(value) && (!Number.isFinite(epoch) || family.epochs.includes(epoch))) return;
    this.asked.family = held.base;
    this.ask({ what: "family", base: this.scene.base, over, value, epoch: Number.isFinite(epoch) ? epoch : -1 });
  }

  // Before it is played: every epoch of the run.
  wantWhole(run) {
    if (run !== this.exact || run.whole || this.asked.run === run.part.id) return;
    this.asked.run = run.part.id;
    this.ask({ what: "run", base: this.scene.base });
  }
}
