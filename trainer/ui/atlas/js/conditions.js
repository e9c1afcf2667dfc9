// Whether what a step of a lesson waits for holds: the tests of trainer/lessons/conditions.py on what is set and shown.

const beyond = (value) => (value === null ? Infinity : Number(value));

const TESTS = {
  equals: (value, operand) => value === operand,
  at_least: (value, operand) => beyond(value) >= operand,
  at_most: (value, operand) => beyond(value) <= operand,
  above: (value, operand) => beyond(value) > operand,
  below: (value, operand) => beyond(value) < operand,
  includes: (value, operand) => String(value).split(",").includes(operand),
  changed: (value, operand, start) => (value !== start) === operand,
};

export const holds = (tests, value, start = null) => tests.every(([test, operand]) => TESTS[test](value, operand, start));

const AT_THE_END = { loss: "loss", accuracy: "accuracy", held_out_loss: "held_loss", held_out_accuracy: "held_accuracy" };

// What a run measures at its end, by the names of ui/lessons/measures.py.
export function measure(run, name) {
  if (name === "status") return run.status;
  if (name === "last_epoch") return run.last;
  return run.measure(AT_THE_END[name], run.frames - 1);
}

// A setting as it is compared: a number, true or false, or a text.
export const comparable = (text, kind) => (kind === "number" ? Number(text) : kind === "flag" ? text === "true" : text);
