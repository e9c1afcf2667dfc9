// The line that a lesson asks for: what was drawn, and how good it is. The app's own component draws it.

import { filled } from "../../movie/js/numbers.js";

// The heights of a line in an answer, "1.2:2.25", or null.
export function lineDrawn(answer) {
  const heights = answer.split(":").map((text) => (text.trim() ? Number(text) : NaN));
  return heights.length === 2 && heights.every(Number.isFinite) ? heights : null;
}

export const lineWritten = (heights) => heights.map((height) => Math.round(height * 1000) / 1000).join(":");

// How many samples of the two classes lie on the side of a line that is their class's.
function onTheirSide({ charts: { False: { box: [x0, x1], samples } }, above }, [left, right]) {
  const isAbove = (x, y) => y > left + ((x - x0) / (x1 - x0)) * (right - left);
  return samples.filter(([x, y, label]) => label >= 0 && isAbove(x, y) === (label === above)).length;
}

// line: as lessons.py has it; drew: what is said of any drawing; nothing: the word for it. HTML.
export function lineInWords(line, answer, ready, { drew, nothing }) {
  const drawn = lineDrawn(answer);
  const { said } = line;
  if (!drawn) return ready ? said.drew_none : filled(drew, { drawn: nothing });
  const mine = filled(said.drew, { n_right: onTheirSide(line, drawn) });
  if (!ready) return mine;
  const near = drawn.every((height, side) => Math.abs(height - line.found[side]) <= line.near);
  return `${mine}<br>${near ? said.found_near : said.found_elsewhere}`;
}
