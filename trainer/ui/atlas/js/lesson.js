// A lesson above the picture: a step, what it asks or waits for, and the way on. The rules are those of ui/lessons.

import { filled, number } from "../../movie/js/numbers.js";
import { comparable, holds, measure } from "./conditions.js";
import { lineDrawn, lineInWords, lineWritten } from "./line.js";
import { stand } from "./stage.js";

const NONE = "-";
const lossDrawn = (answer) => (answer === NONE ? null : Number(answer));
const lossWritten = (loss) => String(Math.round(loss * 1000) / 1000);

export class Lesson {
  // host: settings, words (of the language), run (as set, at its end), files; follow(link, whole), go()
  constructor(root, host) {
    Object.assign(this, { root, host, furthest: {} });
    this.$ = (name) => root.querySelector(name);
  }

  get lesson() { return this.host.words.lessons.find(({ id }) => id === this.host.settings.get("lesson")); }
  get number() { return Math.min(Math.max(Number(this.host.settings.get("lesson_step")) || 1, 1), this.lesson.steps.length); }
  get step() { return this.lesson.steps[this.number - 1]; }
  get covered() { return Boolean(this.lesson && this.step.cover); }
  get questions() { return this.lesson.steps.flatMap((step, i) => (step.asks ? [i + 1] : [])); }

  answer(number) {
    const given = this.host.settings.get("prediction").split(",");
    return given[this.questions.indexOf(number)] || NONE;
  }

  predict(answer) {
    const answers = this.questions.map((number) => (number === this.number ? answer : this.answer(number)));
    while (answers.at(-1) === NONE) answers.pop();
    this.host.settings.set("prediction", answers.join(","));
    this.host.go();
  }

  begin(id) {
    this.furthest = {};
    for (const key of ["lesson", "lesson_step", "prediction"]) this.host.settings.set(key, key === "lesson" ? id : null);
    if (this.lesson?.steps[0].start) this.host.follow(this.lesson.steps[0].start, true);
    else this.host.go();
  }

  turn(to) {
    const before = this.step.segment;
    this.host.settings.set("lesson_step", to);
    if (this.step.segment === before) return this.host.go();
    this.host.follow(this.lesson.steps[this.step.segment - 1].start, true);
  }

  // Whether the step has been answered or done.
  get ready() {
    const { step } = this;
    if (step.asks) return this.answer(this.number) !== NONE;
    const { settings, run } = this.host;
    return step.wait.every(([of, name, tests]) => {
      if (of === "measure") return run && holds(tests, measure(run, name));
      const kind = settings.outline.kinds[name];
      return holds(tests, comparable(settings.get(name), kind), comparable(step.before[name], kind));
    });
  }

  draw() {
    const { lesson } = this;
    this.root.hidden = !lesson;
    if (!lesson) return;
    const { step, number, ready } = this;
    const { labels } = this.host.words;
    this.furthest[lesson.id] = Math.max(this.furthest[lesson.id] ?? 1, number);
    const opened = this.furthest[lesson.id] > number;
    this.$(".where").innerHTML = step.where;
    const button = (name, word, enabled, act) => {
      const made = this.$(name);
      made.textContent = word;
      Object.assign(made, { disabled: !enabled, onclick: act, title: "" });
      return made;
    };
    button(".lesson-back", labels.back, number > 1, () => this.turn(number - 1));
    const next = button(".lesson-next", labels.next, opened || ready, () => this.turn(number + 1));
    next.hidden = number === lesson.steps.length;
    if (next.disabled) next.title = step.asks ? labels.predict_first : labels.do_first;
    button(".lesson-leave", labels.leave, true, () => this.begin(null));
    const outcome = step.outcome && ready ? `<p>${step.outcome}</p>` : "";
    this.$(".said").innerHTML = `<p>${step.text}</p>${outcome}${step.formula}`;
    this.drawWaiting(step, ready, labels);
    this.drawRight(step, ready, opened);
  }

  drawWaiting(step, ready, labels) {
    const place = this.$(".waiting");
    place.hidden = !step.wait.length;
    this.$(".waiting span").textContent = ready ? labels.done : labels.waiting;
    const show = this.$(".waiting button");
    Object.assign(show, { hidden: ready, textContent: labels.show, onclick: () => this.host.follow(step.example, false) });
  }

  drawRight(step, ready, opened) {
    const asked = step.of ? this.lesson.steps[step.of - 1] : null;
    this.$(".options").replaceChildren(...Object.entries(step.options).map((option) => this.option(option, opened)));
    const drawing = [step, asked].find((one) => one?.drawing || one?.line);
    const sketch = this.$(".sketch-place");
    sketch.hidden = !drawing;
    if (drawing) this.sketch(sketch, drawing, step, ready, opened);
    this.$(".beside").innerHTML = asked?.asks ? this.predicted(step.of, asked, ready) : "";
  }

  option([id, html], opened) {
    const button = document.createElement("button");
    const chosen = this.answer(this.number) === id;
    button.innerHTML = html;
    button.setAttribute("aria-pressed", chosen);
    button.disabled = opened && !chosen;
    button.onclick = () => this.predict(id);
    return button;
  }

  // A loss or a line to draw, or to look at.
  sketch(place, { drawing, line }, step, ready, opened) {
    const beside = step.of && !step.asks;
    const answer = this.answer(beside ? step.of : this.number);
    const chart = (line ?? drawing).charts[beside && ready ? "True" : "False"];
    const [files, component, read, written] = line
      ? ["line", mountLine, lineDrawn, lineWritten]
      : ["sketch", mountSketch, lossDrawn, lossWritten];
    const data = { ...chart, drawn: read(answer), fixed: Boolean(beside || opened) };
    const take = (_name, value) => this.predict(written(value));
    stand(place, this.host.files[files], component, { data, setStateValue: take });
  }

  // The prediction, and beside it the outcome.
  predicted(of, asked, ready) {
    const { labels } = this.host.words;
    const answer = this.answer(of);
    if (asked.line) return lineInWords(asked.line, answer, ready, labels);
    if (asked.drawing) {
      const drawn = lossDrawn(answer);
      const { found, written, factor } = asked.drawing;
      if (!ready) return filled(labels.drew, { drawn: drawn === null ? labels.nothing : number(drawn, 3) });
      if (drawn === null) return filled(labels.drew_nothing, { found: written });
      const near = Math.max(drawn, found) <= factor * Math.min(drawn, found);
      return filled(near ? labels.drew_near : labels.drew_and_found, { drawn: number(drawn, 3), found: written });
    }
    const predicted = asked.options[answer] ?? labels.nothing;
    const sentence = ready ? labels.predicted_and_found : labels.predicted;
    return filled(sentence, { predicted, found: asked.options[asked.right[0]] });
  }
}
