// The atlas: what is set, its runs unpacked, and everything drawn for it.

import { parts } from "../../movie/js/bytes.js";
import { Controls } from "./controls.js";
import { cut, decodedFamily } from "./coding.js";
import { $, labelPage } from "./labels.js";
import { LargeMap } from "./large_map.js";
import { Lesson } from "./lesson.js";
import { looked, samplesAt } from "./scenes.js";
import { NEVER_ENDS, Settings } from "./settings.js";
import { Stage } from "./stage.js";
import { Theme } from "./theme.js";
import { unpacked, unpackedJson } from "./unpacked.js";


export class Atlas {
  constructor(outline, files) {
    Object.assign(this, { outline, files, spoken: {}, numbers: {}, first: true });
    this.settings = new Settings(outline, location.hash.slice(1));
    this.stage = new Stage(files, { onView: (view) => this.viewed(view) });
    this.theme = new Theme($(".theme"), this.settings.values.theme ?? null, (theme) => this.turn(theme));
    this.controls = new Controls($(".controls"), (changes) => this.change(changes));
    this.map = new LargeMap($(".all-rates"), (rate, epoch) => this.change({ learning_rate: rate, shown_epoch: epoch }));
    this.lesson = new Lesson($(".lesson"), this);
    $(".st-key-learning_rate input").addEventListener("input", () => this.point());
    addEventListener("hashchange", () => this.arrive());
  }

  get language() {
    const wished = [this.settings.values.lang, ...navigator.languages.map((name) => name.split("-")[0])];
    return wished.find((name) => name in this.outline.languages) ?? "en";
  }

  place(shelf) { return this.outline.shelves.indexOf(shelf); }
  get words() { return this.spoken[this.language]; }
  get run() { return this.stage.movie?.library.exact ?? null; }

  // Another address was entered or gone back to.
  async arrive() {
    if (location.hash.slice(1) === this.written) return;
    this.settings = new Settings(this.outline, location.hash.slice(1));
    await this.go();
  }

  follow(link, whole) {
    if (whole) this.settings.follow(link);
    else this.settings.choose(link);
    this.go();
  }

  change(changes) {
    this.settings.choose(changes);
    this.go();
  }

  turn(theme) {
    this.settings.set("theme", theme);
    this.go();
  }

  // Everything is drawn for what is set; of many calls while runs are unpacked the last one counts.
  async go() {
    const turn = (this.going = {});
    const words = (this.spoken[this.language] ??= await this.speak(this.language));
    const { shelf } = this.settings;
    shelf.runs ??= this.unpack(shelf);
    const [runs, samples] = await Promise.all([shelf.runs, this.samples(shelf.data)]);
    if (turn !== this.going) return;
    const scene = looked(words.scenes[this.place(shelf)], samples, this.settings, words.labels, this.first && !this.lesson.lesson);
    this.settings.set("sample", String(samples.rows[scene.row] + 1));
    this.write();
    labelPage(this, words);
    this.controls.draw(this.settings, words);
    await this.ground(words, shelf);
    if (turn !== this.going) return;
    this.first = false;
    const family = runs.kind === "family" ? runs : null;
    this.stage.hand([scene, family ? cut(family, this.settings.rate) : runs, ...(family ? [family] : [])]);
    const mapped = family && `${this.place(shelf)} ${this.language}`;
    if (!family || this.mapped !== mapped) this.map.show(family, words.labels);
    this.mapped = mapped;
    this.lesson.draw();
    this.cover(this.lesson.covered);
    $("main").dataset.shown = this.settings.query();
    this.point();
  }

  async speak(language) {
    const words = await unpackedJson(`words-${language}`);
    words.scenes = parts(await unpacked(`scenes-${language}`));
    return words;
  }

  async unpack(shelf) {
    const [part] = parts(await unpacked(`runs-${this.place(shelf)}`));
    return part.kind === "coded_family" ? decodedFamily(part) : part;
  }

  samples(data) { return (this.numbers[data] ??= samplesAt(this.outline.data.indexOf(data))); }

  async ground(words, shelf) {
    const drawn = [shelf.data, this.theme.shown, this.language].join();
    if (this.drawn === drawn) return;
    this.drawn = drawn;
    const { ground, alt } = words.data[shelf.data];
    await this.stage.draw(ground[this.theme.shown], alt, this.outline.config);
  }

  // The movie says what is looked at, at rest.
  viewed({ epoch, sample }) {
    this.settings.set("shown_epoch", epoch < 0 ? NEVER_ENDS : epoch);
    this.settings.set("sample", sample);
    this.write();
    const field = $(".controls [name=sample]");
    if (field) field.value = sample;
    this.lesson.draw();
    this.point();
  }

  // What is not to be seen before a prediction.
  cover(covered) {
    $("main").classList.toggle("covered", covered);
    for (const name of [".controls", ".st-key-instrument", ".captions", ".all-rates"]) $(name).inert = covered;
  }

  point() {
    const { movie } = this.stage;
    if (movie?.run && this.mapped) this.map.point(movie.run.rate, movie.epoch);
  }

  write() {
    this.written = this.settings.query();
    history.replaceState(null, "", `#${this.written}`);
  }
}

export async function openAtlas() {
  const outline = await unpackedJson("outline");
  const files = await unpackedJson("files");
  const atlas = new Atlas(outline, files);
  $(".languages").replaceChildren(
    ...Object.entries(outline.languages).map(([lang, name]) => {
      const button = Object.assign(document.createElement("button"), { lang, textContent: name, type: "button" });
      button.onclick = () => atlas.change({ lang });
      return button;
    })
  );
  await atlas.go();
}
