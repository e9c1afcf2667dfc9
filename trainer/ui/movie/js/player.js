// Play, pause, step, speed and loop: which frame of the run is shown now.

import { put, setText } from "./svg.js";

const FIELDS = "input, textarea, select, [contenteditable], [role=slider], [role=combobox], [role=option], [role=tab]";
const PRESSED = "button, a, summary, [role=button]"; // Space is theirs

export class Player {
  // movie: show(epoch), run (what is shown), frame, wholeRun() asks for every epoch
  constructor(root, movie) {
    const $ = (name) => root.querySelector(name);
    Object.assign(this, { movie, playing: false, button: $(".play"), range: $(".epoch"), speed: $(".speed"), loop: $(".loop") });
    this.label = $(".epoch-label");
    this.button.onclick = () => (this.playing ? this.pause() : this.play());
    $(".back").onclick = () => this.step(-1);
    $(".forward").onclick = () => this.step(1);
    this.range.oninput = () => this.go(+this.range.value);
    this.loop.onclick = () => this.loop.setAttribute("aria-pressed", this.loop.getAttribute("aria-pressed") !== "true");
    this.onKey = (event) => this.key(event);
    document.addEventListener("keydown", this.onKey);
  }

  close() {
    document.removeEventListener("keydown", this.onKey);
    this.playing = false;
  }

  words(words) {
    this.texts = words;
    this.paint();
  }

  paint() {
    const text = this.playing ? this.texts.pause : this.texts.play;
    setText(this.button.querySelector("span"), text);
    this.button.classList.toggle("playing", this.playing);
  }

  go(epoch) {
    this.pause();
    this.movie.show(epoch);
  }

  step(by) {
    this.movie.wholeRun();
    this.go(Math.min(Math.max(this.movie.epoch + by, 0), this.movie.run.last));
  }

  key(event) {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
    const target = event.composedPath()[0];
    if (target.closest?.(FIELDS) || (event.key === " " && target.closest?.(PRESSED))) return;
    const actions = {
      " ": () => (this.playing ? this.pause() : this.play()),
      ArrowLeft: () => this.step(-1),
      ArrowRight: () => this.step(1),
      Home: () => this.go(0),
      End: () => this.go(this.movie.run.last),
    };
    if (!actions[event.key]) return;
    event.preventDefault();
    actions[event.key]();
  }

  play() {
    const { movie } = this;
    movie.wholeRun();
    this.playing = true;
    const turn = (this.turn = {}); // pressed twice within a picture, only the last play goes on
    this.paint();
    if (movie.frame >= movie.run.frames - 1) movie.show(0);
    let due = 0; // parts of an epoch that slow motion owes
    const step = () => {
      if (!this.playing || this.turn !== turn || !movie.run) return;
      const stride = +this.speed.value;
      due += Math.min(stride, 1);
      if (due >= 1) {
        due -= 1;
        if (movie.frame >= movie.run.frames - 1) {
          if (this.loop.getAttribute("aria-pressed") !== "true") return this.pause();
          movie.show(0);
        } else movie.show(movie.run.epochs[movie.run.next(movie.frame, Math.max(stride, 1))]);
        movie.drawNow();
      }
      requestAnimationFrame(step);
    };
    requestAnimationFrame(step);
  }

  pause() {
    if (!this.playing) return;
    this.playing = false;
    this.paint();
    this.movie.rest();
  }

  draw(epoch, last, label) {
    if (+this.range.max !== last) this.range.max = last;
    if (+this.range.value !== epoch) this.range.value = epoch;
    setText(this.label, label);
    put(this.range, { "aria-valuetext": label });
  }
}
