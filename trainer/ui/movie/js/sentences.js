// Words of the picture: Python's sentences, with the numbers of the frame shown.

import { allTied } from "./geometry.js";
import { decimal, filled, number, percent } from "./numbers.js";
import { setText } from "./svg.js";

function fields({ scene, run, frame, model, sample }, bars = "") {
  const measured = (name) => run.measure(name, frame);
  const tied = allTied(model);
  const share = percent(1 / model.length);
  const accuracy = (name) => (tied ? filled(scene.words.tie, { share }) : percent(measured(name)));
  return {
    epoch: run.epochs[frame],
    last: run.last,
    rate: number(run.rate),
    loss: number(measured("loss")),
    accuracy: accuracy("accuracy"),
    held_loss: measured("held_loss") === null ? "" : number(measured("held_loss")),
    held_accuracy: measured("held_accuracy") === null ? "" : accuracy("held_accuracy"),
    row: scene.rows[sample] + 1,
    name: scene.classes[scene.y[sample]],
    bars,
  };
}

export const sentence = (words, state, bars) => filled(words, fields(state, bars));

const LABELS = [
  [".back", "back"], [".forward", "forward"], [".epoch", "epoch_shown"], [".speed", "speed_help"], [".loop", "loop"],
  [".player", "player"], [".loss svg", "loss_picture"], [".map", "map"], [".ground svg", "landscape_picture"],
];

// What each control and picture is, for those who point at it or cannot see it.
export function label(root, words) {
  for (const [selector, word] of LABELS) {
    const element = root.querySelector(selector);
    element.setAttribute("aria-label", words[word]);
    if (selector !== ".player") element.title = words[word];
  }
  setText(root.querySelector(".speed-label"), words.speed);
  setText(root.querySelector(".landscape .heading"), words.landscape);
}

// The line above the picture: where the run is, and what is measured there.
export function measures(root, state) {
  const { scene, run, frame } = state;
  const values = fields(state);
  setText(root.querySelector(".where"), filled(scene.words.epoch, values));
  setText(root.querySelector(".training"), filled(scene.words.training, values));
  const held = root.querySelector(".held-out");
  held.hidden = run.measure("held_loss", frame) === null;
  setText(held, held.hidden ? "" : filled(scene.words.held_out, values));
  const { before } = state;
  const words = before?.part.takes_a_rate ? scene.words.before : scene.words.before_without_rate;
  setText(root.querySelector(".before"), before ? filled(words, { rate: number(before.rate) }) : "");
  const ended = frame === run.frames - 1 || run.epochs[frame] >= run.last;
  setText(root.querySelector(".status"), ended ? scene.words.status[run.status] : "");
}

// One step of the weights in numbers: W, and what the next step adds to it.
export function step(root, { scene, model, next, arrows, run, frame }) {
  root.hidden = !arrows;
  if (!arrows) return;
  const words = !next ? scene.words.last_step : scene.plain ? scene.words.step : scene.words.next_step;
  setText(root.querySelector(".formula"), filled(words, { epoch: run.epochs[frame], rate: number(run.rate) }));
  const cell = (text, tag = "td") => Object.assign(document.createElement(tag), { textContent: text });
  const line = (cells) => {
    const row = document.createElement("tr");
    row.append(...cells);
    return row;
  };
  const names = [...scene.features, scene.words.bias];
  const rows = model.map((weights, j) =>
    line([
      cell(scene.classes[j], "th"),
      ...weights.map((w, f) => {
        const change = next ? next[j][f] - w : null;
        return cell(change === null ? decimal(w) : `${decimal(w)} ${change < 0 ? "−" : "+"} ${decimal(Math.abs(change))}`);
      }),
    ])
  );
  root.querySelector("table").replaceChildren(line(["", ...names].map((name) => cell(name, "th"))), ...rows);
}
