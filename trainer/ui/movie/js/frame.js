// One picture of the movie: every part drawn for the frame shown.

import { logits, softmax } from "./geometry.js";
import { measures, sentence, step } from "./sentences.js";
import { setText } from "./svg.js";

// All that the pictures read of what the movie shows now.
export function stateOf(movie) {
  const { scene, run, sample, frame, library } = movie;
  const before = library.ghost(run);
  const model = run.model(frame);
  const next = run.epochs[frame + 1] === run.epochs[frame] + 1 ? run.model(frame + 1) : null;
  const chances = softmax(logits(model, scene.X[sample]));
  const ghost = before?.model(before.frameOf(movie.epoch));
  const { X, arrows } = scene;
  return { scene, run, frame, model, next, before, ghost, sample, chances, X, arrows, colours: scene.curve_colours };
}

export function draw(movie, state) {
  const { scene, run } = state;
  const noGround = !movie.landscape.part || run.over === "l2"; // the loss of another penalty is another landscape
  const panel = scene.panel === "landscape" && noGround ? "bars" : scene.panel;
  const pictures = { bars: movie.bars, landscape: movie.landscape, weights: movie.weights };
  for (const [name, place] of [["bars", ".side"], ["landscape", ".landscape"], ["weights", ".weights"]])
    movie.$(place).hidden = name !== panel;
  for (const picture of [movie.plane, movie.loss, pictures[panel]]) picture.draw(state);
  movie.rate.draw(run, scene.zones);
  measures(movie.$(".measures"), state);
  step(movie.$(".step"), state);
  const [over] = movie.library.moved(movie.sliders.values) ?? [];
  setText(movie.$(".note"), (run === movie.library.exact && movie.library.refused[over]?.sentence) || "");
  movie.player.draw(movie.epoch, run.last, sentence(scene.words.epoch_of, state));
}
