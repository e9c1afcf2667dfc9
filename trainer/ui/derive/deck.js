// Turns the cards by keys, brings a new card into sight, prints all of them, and keeps formulas as wide as their place.

const MAIN = "[data-testid=stMain]";
const BAR = ".st-key-derive_bar";
const CARD = "[class*=st-key-step_]";
const TURNS = { n: "next", pagedown: "next", b: "back", pageup: "back" };
const NOT_TEXT = ["range", "checkbox", "radio", "button", "submit"];
const SMALLEST = 0.5; // of a formula's size; a wider one scrolls
const OVERHANG = 2; // pixels that KaTeX's boxes are always wider than their place
const NARROW = 640; // pixels of the page beside the settings: with fewer, long lines are broken

let now = { card: 0, cards: 0 };
let tell = () => {}; // the page that lines are to be broken, or no more
let told = null;
let printing = false;

// Events from inside a component are retold as its own: the path begins where it really happened.
function inTextField(event) {
  const place = event.composedPath()[0];
  if (place.tagName === "INPUT") return !NOT_TEXT.includes(place.type);
  return place.tagName === "TEXTAREA" || place.isContentEditable;
}

function onKey(event) {
  const key = event.key.toLowerCase();
  if ((event.ctrlKey || event.metaKey) && key === "p") return printAll(event);
  if (event.ctrlKey || event.metaKey || event.altKey || !now.card || !TURNS[key] || inTextField(event)) return;
  event.preventDefault();
  event.stopPropagation();
  if (!event.repeat) document.querySelector(`.st-key-derive_${TURNS[key]} button`)?.click();
}

function printAll(event) {
  if (!now.card) return;
  event.preventDefault();
  printing = true;
  document.querySelector(".st-key-all_steps input").click();
}

// All cards as wide as the sheet, before they are printed: charts drawn for it, long lines of formulas not broken.
function printWhenDrawn() {
  const { testScriptState } = document.querySelector("[data-testid=stApp]").dataset;
  if (testScriptState !== "notRunning") return requestAnimationFrame(printWhenDrawn); // what it may tell would end the run
  toPaper();
  const charts = [...document.querySelectorAll(`${CARD} [data-testid=stPlotlyChart]`)];
  const width = (chart) => chart?.getBoundingClientRect().width ?? 0;
  const fits = (chart) => Math.abs(width(chart.querySelector(".main-svg")) - width(chart)) < 2;
  const drawn = charts.every((chart) => chart.querySelector(".main-svg .layer-above") && fits(chart));
  const whole = document.querySelectorAll(CARD).length >= now.cards && document.querySelector(BAR)?.dataset.lines === "long";
  if (!drawn || !whole) return requestAnimationFrame(printWhenDrawn);
  window.print();
}

function toPaper() {
  document.documentElement.dataset.paper = "";
  fit();
}

function fromPaper() {
  delete document.documentElement.dataset.paper;
  fit();
}

// A card that is not wholly in sight comes right below the bar.
function show() {
  const [main, bar, card] = [MAIN, BAR, CARD].map((each) => document.querySelector(each));
  if (!main || !bar || !card) return;
  const { top, bottom } = card.getBoundingClientRect();
  if (top >= bar.getBoundingClientRect().bottom && bottom <= window.innerHeight) return;
  main.scrollTop = 0;
  if (card.getBoundingClientRect().bottom <= window.innerHeight) return;
  main.scrollTop += card.getBoundingClientRect().top - bar.offsetHeight - main.getBoundingClientRect().top - 8;
}

// What scrolls under the bar must not shine through; a change of theme makes the bar anew.
function coverBelow() {
  const bar = document.querySelector(BAR);
  if (bar) bar.style.background = getComputedStyle(document.querySelector(".stApp")).backgroundColor;
}

// What it is by the width there is; a scroll bar that comes and goes does not count.
function measure() {
  const [main, bar] = [MAIN, BAR].map((each) => document.querySelector(each));
  if (!main || !bar) return;
  const narrow = main.offsetWidth < NARROW;
  bar.dataset.lines = narrow === now.narrow ? (narrow ? "short" : "long") : "changing";
  if (narrow !== now.narrow && narrow !== told) tell((told = narrow));
}

// All formulas are measured before any is changed: what is read after a change has the whole page laid out anew.
function fit() {
  coverBelow();
  measure();
  const formulas = [...document.querySelectorAll(`${CARD} .katex-display`)];
  const over = (formula) => formula.clientWidth && formula.scrollWidth - formula.clientWidth > OVERHANG;
  const smaller = (formula) => `${Math.max(SMALLEST, (0.99 * formula.clientWidth) / formula.scrollWidth)}em`;
  for (const formula of formulas) formula.style.fontSize = "";
  const sizes = formulas.map((formula) => (over(formula) ? smaller(formula) : ""));
  formulas.forEach((formula, i) => (formula.style.fontSize = sizes[i]));
  const scrolls = formulas.map(over);
  formulas.forEach((formula, i) => {
    formula.style.overflowX = scrolls[i] ? "" : "clip"; // what does not scroll is no stop for the keyboard
    formula.tabIndex = scrolls[i] ? 0 : -1;
  });
}

let waiting = 0;
function fitSoon() {
  cancelAnimationFrame(waiting);
  waiting = requestAnimationFrame(fit);
}

export default function ({ data, parentElement, setStateValue }) {
  const turned = now.card && data.card && data.card !== now.card;
  if (now.narrow !== data.narrow) told = null;
  now = data;
  tell = (narrow) => setStateValue("narrow", narrow);
  const [place, followed] = parentElement.querySelectorAll("p");
  if (place.textContent !== data.place) place.textContent = data.place; // what is written anew is read out anew
  followed.textContent = data.followed;
  if (turned) requestAnimationFrame(() => requestAnimationFrame(show));
  if (printing && !data.card) {
    printing = false;
    printWhenDrawn();
  }
  const main = document.querySelector(MAIN);
  const changes = new MutationObserver(fitSoon);
  changes.observe(main, { childList: true, subtree: true });
  const sizes = new ResizeObserver(fitSoon);
  sizes.observe(main);
  document.fonts.addEventListener("loadingdone", fitSoon);
  document.addEventListener("keydown", onKey, true);
  window.addEventListener("beforeprint", toPaper);
  window.addEventListener("afterprint", fromPaper);
  parentElement.stop?.();
  parentElement.stop = () => {
    changes.disconnect();
    sizes.disconnect();
    document.fonts.removeEventListener("loadingdone", fitSoon);
  };
  fitSoon();
  return () => {
    parentElement.stop();
    document.removeEventListener("keydown", onKey, true);
    window.removeEventListener("beforeprint", toPaper);
    window.removeEventListener("afterprint", fromPaper);
    now = { card: 0, cards: 0 };
    told = null;
  };
}
