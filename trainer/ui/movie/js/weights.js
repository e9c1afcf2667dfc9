// The weights of the epoch shown as fields, what the next step adds under each, and where to train from.

import { decimal, filled, number } from "./numbers.js";
import { setText } from "./svg.js";

const element = (tag, properties = {}, children = []) => {
  const made = Object.assign(document.createElement(tag), properties);
  made.append(...children);
  return made;
};

const short = (weight) => (Math.abs(weight) < 5e-5 && weight !== 0 ? number(weight, 2) : decimal(weight)); // fits its field

export class Weights {
  // movie: act(said) tells Python what the hand does, player, wholeRun()
  constructor(root, movie) {
    Object.assign(this, { root, movie, built: null });
    this.heading = root.querySelector(".heading");
    this.table = root.querySelector("table");
    const [one, train, on] = (this.buttons = [...root.querySelectorAll(".from button")]);
    one.onclick = () => movie.player.step(1);
    train.onclick = () => movie.player.play();
    on.onclick = () => movie.act({ what: "go_on" });
  }

  build(scene) {
    const shown = JSON.stringify([scene.classes, scene.features, scene.words.bias]);
    if (this.built === shown) return;
    this.built = shown;
    const names = [...scene.features, scene.words.bias];
    const head = element("tr", {}, ["", ...names].map((name) => element("th", { textContent: name, title: name })));
    const rows = scene.classes.map((name, row) => {
      const cells = names.map((feature, column) => this.cell(`${name}, ${feature}`, row, column, scene.words));
      return element("tr", {}, [element("th", { textContent: name, title: name }), ...cells]);
    });
    this.table.replaceChildren(head, ...rows);
    ["one_step", "train_from", "go_on"].forEach((word, i) => {
      setText(this.buttons[i], scene.words[word]);
      this.buttons[i].title = scene.words[`${word}_help`];
    });
  }

  cell(name, row, column, words) {
    const { movie } = this;
    const step = (steps) => movie.act({ what: "step", row, column, steps });
    const input = element("input", { inputMode: "decimal", autocomplete: "off", spellcheck: false, title: words.weight });
    input.setAttribute("aria-label", name);
    input.onfocus = () => (this.before = input.value);
    input.onchange = () => {
      if (input.value.trim() && input.value !== this.before) movie.act({ what: "weight", row, column, typed: input.value });
      this.before = input.value = input.shown;
    };
    input.onkeydown = (event) => {
      if (event.key === "Escape") input.value = input.shown;
      const sign = { ArrowUp: 1, ArrowDown: -1 }[event.key];
      if (!sign) return;
      event.preventDefault();
      step(sign);
    };
    const button = (text, sign, label) => {
      const made = element("button", { type: "button", textContent: text, title: label, onclick: () => step(sign) });
      made.setAttribute("aria-label", `${name}: ${label}`);
      return made;
    };
    const field = element("span", {}, [button("−", -1, words.less), input, button("+", 1, words.more)]);
    return element("td", {}, [field, element("small")]);
  }

  draw({ scene, model, next, run, frame }) {
    this.build(scene);
    if (!next && run.epochs[frame] < run.last) this.movie.wholeRun();
    const words = !next ? scene.words.last_step : scene.plain ? scene.words.by_hand : scene.words.next_step;
    setText(this.heading, filled(words, { epoch: run.epochs[frame], rate: number(run.rate) }));
    model.forEach((weights, j) =>
      weights.forEach((weight, column) => {
        const [field, change] = this.table.rows[j + 1].cells[column + 1].children;
        const [, input] = field.children;
        const untouched = input.value === (input.shown ?? "");
        input.shown = short(weight);
        if (untouched) input.value = input.shown;
        const added = next ? next[j][column] - weight : null;
        setText(change, added === null ? "" : `${added < 0 ? "−" : "+"} ${decimal(Math.abs(added))}`);
      })
    );
  }
}
