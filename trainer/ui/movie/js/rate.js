// The zones of the learning rate below its slider, and where the rate shown is among them.

import { setText } from "./svg.js";

export class Rate {
  constructor(root) {
    this.root = root;
  }

  // The zone of a rate among zones that follow each other, [name, first, last, sentence], and the mark at its place.
  // Those of another penalty or momentum are others: no zones are shown while one of these moves.
  draw({ rate, over }, zones) {
    const mark = this.root.querySelector(".mark");
    this.root.hidden = !zones.length;
    this.root.classList.toggle("of-others", over !== "learning_rate");
    if (!zones.length) return;
    const [low, high] = [zones[0][1], zones.at(-1)[2]];
    const place = Math.log(rate / low) / Math.log(high / low);
    const left = `${(100 * Math.min(Math.max(place, 0), 1)).toFixed(2)}%`;
    if (mark.style.left !== left) mark.style.left = left;
    const zone = zones.find(([, , last]) => rate <= last) ?? zones.at(-1);
    setText(this.root.querySelector(".zone-sentence"), zone[3]);
  }
}
