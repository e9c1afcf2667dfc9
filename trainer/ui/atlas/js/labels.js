// The words of the page around the picture, in the language of the moment.

import { stand } from "./stage.js";

export const $ = (name) => document.querySelector(name);

// atlas: language, settings, lesson, files
export function labelPage(atlas, words) {
  const { labels, about, data, lesson_names } = words;
  document.documentElement.lang = atlas.language === "zh" ? "zh-CN" : atlas.language;
  document.title = $("h1").textContent = words.title;
  for (const [name, word] of [[".theme", "light_or_dark"], [".languages", "language"]]) {
    $(name).setAttribute("aria-label", labels[word]);
    $(name).title = labels[word];
  }
  for (const button of document.querySelectorAll(".languages button")) button.setAttribute("aria-pressed", button.lang === atlas.language);
  const { look_for, captions } = data[atlas.settings.shelf.data];
  $(".captions").innerHTML = [look_for, ...captions].map((text) => `<p>${text}</p>`).join("");
  $(".all-rates h2").textContent = labels.all_rates;
  $(".all-rates p").textContent = labels.map_help;
  $(".about h2").textContent = labels.about;
  $(".about ul").replaceChildren(...about.map((text) => Object.assign(document.createElement("li"), { textContent: text })));
  $(".cover").textContent = labels.covered;
  lessons(atlas, labels.lesson, [["", labels.no_lesson], ...Object.entries(lesson_names)]);
  if (atlas.glossed === words) return;
  atlas.glossed = words;
  atlas.closeGlossary?.();
  const mount = (given) => (atlas.closeGlossary = mountGlossary(given));
  stand($(".glossary"), atlas.files.glossary, mount, { data: { entries: words.glossary } });
}

function lessons(atlas, label, entries) {
  const chosen = atlas.settings.get("lesson");
  $(".lessons span").textContent = label;
  const select = $(".lessons select");
  select.replaceChildren(...entries.map(([id, name]) => new Option(name, id, false, id === chosen)));
  select.onchange = () => atlas.lesson.begin(select.value || null);
}
