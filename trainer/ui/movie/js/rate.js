// The learning rate under the hand: Streamlit's slider tells its value while it moves; its zones stand below it.

import { setText } from "./svg.js";

const SLIDER = ".st-key-learning_rate input[type=range]";

export class Rate {
  // movie: rateMoved(rate), handNears()
  constructor(root, movie) {
    Object.assign(this, { root, movie, value: null });
    this.seen = new MutationObserver(() => this.look());
    this.seen.observe(document.body, { subtree: true, childList: true, attributeFilter: ["aria-valuetext"] });
    this.onNear = (event) => {
      if (event.target.closest?.(".st-key-learning_rate")) movie.handNears();
    };
    for (const kind of ["pointerover", "pointerdown", "focusin"]) document.addEventListener(kind, this.onNear, true);
  }

  close() {
    this.seen.disconnect();
    for (const kind of ["pointerover", "pointerdown", "focusin"]) document.removeEventListener(kind, this.onNear, true);
  }

  look() {
    if (!this.slider?.isConnected) this.slider = document.querySelector(SLIDER);
    const text = this.slider?.getAttribute("aria-valuetext");
    const value = text ? Number(text) : null;
    if (value === this.value || !(value > 0)) return this.movie.chartsMoved();
    this.value = value;
    this.movie.rateMoved(value);
  }

  // The zone of a rate among zones that follow each other, [name, first, last, sentence], and the mark at its place.
  draw(rate, zones) {
    const mark = this.root.querySelector(".mark");
    this.root.hidden = !zones.length;
    if (!zones.length) return;
    const [low, high] = [zones[0][1], zones.at(-1)[2]];
    const place = Math.log(rate / low) / Math.log(high / low);
    const left = `${(100 * Math.min(Math.max(place, 0), 1)).toFixed(2)}%`;
    if (mark.style.left !== left) mark.style.left = left;
    const zone = zones.find(([, , last]) => rate <= last) ?? zones.at(-1);
    setText(this.root.querySelector(".zone-sentence"), zone[3]);
  }
}
