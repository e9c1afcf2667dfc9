// At rest the sentence for screen readers follows, and Python learns what is looked at, for the link.

import { going } from "./acts.js";
import { sentence } from "./sentences.js";
import { setText } from "./svg.js";

const REST = 400; // milliseconds without a change

export class Rest {
  // movie: state, player, bars, acts, wanted, sample, scene
  constructor(movie, tell) {
    Object.assign(this, { movie, tell, timer: null });
  }

  close() {
    clearTimeout(this.timer);
  }

  soon() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.rest(), REST);
  }

  rest() {
    this.movie.loss.forget();
    const { player, state, bars, wanted, sample, library, acts } = this.movie;
    const { scene } = library;
    if (player.playing || !state) return;
    const words = state.run.measure("held_loss", 0) === null ? scene.words.picture : scene.words.picture_held_out;
    setText(this.movie.$(".in-words"), sentence(words, state, bars.inWords(state)));
    const epoch = Number.isFinite(wanted) ? wanted : -1;
    if (epoch === scene.epoch && sample === scene.row) return;
    if (going() || acts.open) return this.soon();
    Object.assign(scene, { epoch, row: sample });
    this.movie.told = Math.max(Date.now(), this.movie.told + 1); // grows when the page is left and come back to, too
    this.tell({ epoch, sample: scene.rows[sample] + 1, data: scene.data, told: this.movie.told });
  }
}
