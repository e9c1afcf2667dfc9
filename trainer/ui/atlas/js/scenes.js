// Scenes as scenes.py packs them: what is said of a shelf, and the numbers that all shelves of the same data share.

import { NEVER_ENDS } from "./settings.js";
import { parts } from "../../movie/js/bytes.js";
import { unpacked } from "./unpacked.js";

// The numbers of some data, by their place among all; its samples stand feature by feature.
export async function samplesAt(place) {
  const [part] = parts(await unpacked(`samples-${place}`));
  const [d, n] = part.samples.shape;
  const samples = Object.assign(new Float32Array(n * d), { shape: [n, d] });
  for (let row = 0; row < n; row++) for (let f = 0; f < d; f++) samples[row * d + f] = part.samples[f * n + row];
  return { ...part, samples };
}

// Where a sample stands among the rows that are drawn, or the one nearest to it.
export function rowOf(sample, rows) {
  const far = Array.from(rows, (row) => Math.abs(row + 1 - sample));
  return far.indexOf(Math.min(...far));
}

// The scene that Python packed, with its samples and what is looked at. play: whether it begins by playing once, where no
// epoch is set.
export function looked(scene, samples, settings, labels, play) {
  const epoch = settings.number("shown_epoch") || 0;
  const last = epoch >= NEVER_ENDS;
  return {
    ...samples,
    ...scene,
    epoch: last ? -1 : epoch,
    row: rowOf(settings.number("sample") || 1, samples.rows),
    heard: Infinity, // nobody else tells the movie what to look at
    play: play && last,
    panel: "bars",
    editing: false, // samples are moved where they can be trained on
    arrows: settings.get("arrows") === "true",
    ghost: settings.get("ghost") === "true",
    loss_axes: settings.get("loss_axes"),
    words: { ...scene.words, map: labels.map },
  };
}
