// What is set, as text, in the page's address behind #, with the names of the app's own links; defaults are left out.

const MORE = ["learning_rate", "lang", "theme", "lesson", "lesson_step", "prediction"]; // beside the app's of a run and a view

export const NEVER_ENDS = 5000; // of shown_epoch: the last epoch, whatever the run

export class Settings {
  // outline: shelves, run_keys, defaults, kinds, as content.py has them
  constructor(outline, query) {
    this.outline = outline;
    this.values = {};
    for (const [key, value] of new URLSearchParams(query)) if (key in outline.defaults || MORE.includes(key)) this.set(key, value);
    this.settle();
  }

  get(key) { return this.values[key] ?? this.outline.defaults[key] ?? ""; }
  number(key) { return Number(this.get(key)); }

  set(key, value) {
    if (value === null || value === "" || value === this.outline.defaults[key]) delete this.values[key];
    else this.values[key] = String(value);
  }

  // Everything but language, theme and lesson as a link has it.
  follow(link) {
    for (const key of Object.keys(this.outline.defaults)) this.set(key, link[key] ?? null);
    this.settle();
  }

  // Another value of a setting of the run; the rest stays where there is such a run, else the nearest one is taken.
  choose(changes) {
    for (const [key, value] of Object.entries(changes)) this.set(key, value);
    this.settle(changes);
  }

  // Onto a shelf that there is, and a learning rate that it has.
  settle(changes = {}) {
    const { shelves, run_keys } = this.outline;
    const wanted = (key, shelf) => (shelf.query[key] ?? this.outline.defaults[key]) === this.get(key);
    const weight = (key) => (key in changes ? 100 : key === "dataset" ? 20 : key === "optimizer" ? 8 : key === "l2" ? 3 : 2);
    const likeness = (shelf) => run_keys.reduce((sum, key) => sum + (wanted(key, shelf) ? weight(key) : 0), 0);
    this.shelf = shelves.reduce((best, shelf) => (likeness(shelf) > likeness(best) ? shelf : best));
    for (const key of run_keys) this.set(key, this.shelf.query[key] ?? null);
    const { rates } = this.shelf;
    if (rates.length && !rates.includes(this.rate))
      this.set("learning_rate", rates.includes(this.shelf.rate) && !(this.rate > 0) ? this.shelf.rate : nearest(rates, this.rate));
  }

  get rate() { return this.number("learning_rate"); }

  // What a setting of the run may be, the data being as they are: its values on the shelves that agree in the rest.
  options(key, agree) {
    const { shelves, defaults } = this.outline;
    const value = (shelf, name) => shelf.query[name] ?? defaults[name];
    const data = (shelf) => shelf.data.split("&").filter((entry) => entry.split("=")[0] !== key).join("&");
    const fitting = shelves.filter((shelf) => data(shelf) === data(this.shelf) && agree.every((name) => value(shelf, name) === this.get(name)));
    return [...new Set(fitting.map((shelf) => value(shelf, key)))];
  }

  query() { return new URLSearchParams(this.values).toString(); }
}

export const nearest = (rates, rate) =>
  rates.reduce((best, one) => (Math.abs(Math.log(one / rate)) < Math.abs(Math.log(best / rate)) ? one : best));
