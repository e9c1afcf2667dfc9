// The probabilities of the sample followed, one bar a class, with its push y − a where arrows are shown.

import { decimal, filled, probability } from "./numbers.js";
import { put, setText } from "./svg.js";

export class Bars {
  constructor(root) {
    this.root = root;
    this.heading = root.querySelector(".heading");
    this.list = root.querySelector(".bars");
  }

  rows(scene) {
    const shown = scene.classes.join("\n") + scene.colours.join();
    if (this.shown === shown) return;
    this.shown = shown;
    this.list.classList.toggle("many", scene.classes.length > 6);
    this.list.classList.toggle("two", scene.classes.length > 8);
    this.cells = scene.classes.map((name, j) => {
      const row = document.createElement("div");
      row.innerHTML = '<span class="name"></span><span class="track"></span><span class="value"></span><span class="push"></span>';
      const [label, bar, value, push] = row.children;
      label.textContent = label.title = name;
      return { row, bar, value, push };
    });
    this.list.replaceChildren(...this.cells.map(({ row }) => row));
  }

  draw({ scene, sample, chances, arrows }) {
    this.rows(scene);
    this.list.classList.toggle("pushes", arrows);
    const label = scene.y[sample];
    setText(this.heading, filled(arrows ? scene.words.sample_pushes : scene.words.sample, { row: scene.rows[sample] + 1, name: scene.classes[label] }));
    chances.forEach((chance, j) => {
      const { row, bar, value, push } = this.cells[j];
      row.classList.toggle("true", j === label);
      put(bar, { style: `color: ${scene.colours[j]}; background-size: ${(100 * chance).toFixed(2)}% 100%` });
      setText(value, probability(chance));
      const difference = chance - (j === label ? 1 : 0);
      setText(push, arrows ? `${difference > 0 ? "←" : "→"} ${decimal(difference)}` : "");
    });
  }

  // What the bars show, for those who cannot see them.
  inWords({ scene, chances }) {
    return chances.map((chance, j) => `${scene.classes[j]} ${probability(chance)}`).join(", ");
  }
}
