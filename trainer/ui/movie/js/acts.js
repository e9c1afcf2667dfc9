// What a hand does to weights and samples, told to Python one act after the other, each of the picture that the one before
// it made. What was told of a picture that was no longer the last is told again of the last.

const SOON = 20; // milliseconds
const PATIENCE = 1000; // milliseconds without a run and without an answer, as where the connection is lost

// Whether the page waits for an answer: what is told meanwhile would undo what a click has set. See manners.js.
export const going = () => "asked" in document.documentElement.dataset;

export class Acts {
  // movie: library.scene, run, epoch, sample, hand(said)
  constructor(movie) {
    const number = Date.now(); // of the first act that has no answer; greater when the page is come back to
    Object.assign(this, { movie, number, waiting: [], told: false, timer: null });
  }

  close() {
    clearTimeout(this.timer);
  }

  get open() { return this.waiting.length > 0; }

  // said: what the hand does. Steps of a weight that wait become one of several; row is that of the sample followed then,
  // unless it says which one, among how many samples.
  add(said) {
    const last = this.told && this.waiting.length === 1 ? null : this.waiting.at(-1);
    if (said.steps && last?.steps && last.row === said.row && last.column === said.column) last.steps += said.steps;
    else this.waiting.push({ ...said });
    this.next();
  }

  next() {
    if (this.told) return;
    clearTimeout(this.timer);
    const { scene } = this.movie.library;
    const moved = ({ among }) => among && among !== scene.places.length; // another row of that number, or none
    while (this.open && moved(this.waiting[0])) this.waiting.shift();
    if (!this.open) return;
    if (going()) this.timer = setTimeout(() => this.next(), SOON);
    else this.tell(scene);
  }

  tell({ base, rows }) {
    const { run, epoch, sample } = this.movie;
    this.told = true;
    this.timer = setTimeout(() => this.giveUp(), PATIENCE);
    this.movie.hand({ row: rows[sample] + 1, ...this.waiting[0], base, rate: run.rate, epoch, act: this.number });
  }

  giveUp() {
    if (going()) return void (this.timer = setTimeout(() => this.giveUp(), PATIENCE));
    this.end(1);
    this.next();
  }

  // same: whether it is of the data that stood before. Where others did not come of an act, none is of them.
  sceneCame(scene, same) {
    const taken = this.told && scene.acted === this.number;
    if (taken || !same) this.end(taken ? 1 : Infinity);
    this.told = false;
  }

  end(many) {
    this.waiting.splice(0, many);
    this.number += 1;
    this.told = false;
  }
}
