// The map of all learning rates, large: drawn by the movie's own map.js, with its axes; a click sets rate and epoch.

import { drawMap } from "../../movie/js/map.js";
import { number } from "../../movie/js/numbers.js";

const TICKS = 5; // of the epochs, about

export class LargeMap {
  constructor(root, onChoose) {
    this.root = root;
    this.canvas = root.querySelector("canvas");
    this.mark = root.querySelector(".here");
    this.canvas.onclick = (event) => this.family && onChoose(...this.at(event));
  }

  // A family, or null where there is none.
  show(family, words) {
    this.root.hidden = !family;
    this.family = family;
    if (!family) return;
    drawMap(this.canvas, family);
    this.canvas.setAttribute("aria-label", words.map_help);
    const across = family.rates.flatMap((rate, i) => (Number.isInteger(Math.log10(rate)) ? [[this.across(i), number(rate)]] : []));
    const step = Math.ceil((family.epochs.length - 1) / TICKS) || 1;
    const down = Array.from(family.epochs).filter((epoch) => epoch % step === 0).map((epoch) => [this.down(epoch), epoch]);
    const tick = (side) => ([place, text]) =>
      Object.assign(document.createElement("span"), { textContent: text, style: `${side}: ${(100 * place).toFixed(2)}%` });
    this.root.querySelector(".across").replaceChildren(...across.map(tick("left")));
    this.root.querySelector(".down").replaceChildren(...down.map(tick("top")));
  }

  across(member) { return (member + 0.5) / this.family.rates.length; }
  down(frame) { return (frame + 0.5) / this.family.epochs.length; }

  // Where one is.
  point(rate, epoch) {
    if (!this.family) return;
    this.mark.style.left = `${100 * this.across(this.family.rates.indexOf(rate))}%`;
    this.mark.style.top = `${100 * this.down(epoch)}%`;
  }

  at(event) {
    const box = this.canvas.getBoundingClientRect();
    const place = (value, size, count) => Math.min(Math.max(Math.floor((value / size) * count), 0), count - 1);
    const { rates, epochs } = this.family;
    return [
      rates[place(event.clientX - box.left, box.width, rates.length)],
      epochs[place(event.clientY - box.top, box.height, epochs.length)],
    ];
  }
}
