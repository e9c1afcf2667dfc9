// Every chart can be saved as PNG or SVG, as it stands on the page: Plotly's own image would lack what is drawn over a
// chart, as the regions of the live picture are. All but the texts' colours is inline in Plotly's elements already.
// The other pictures of the movie are no charts of Plotly's; page_picture.js draws them.

const SVG = "http://www.w3.org/2000/svg";
const UNSEEN = ".hoverlayer, .draglayer, .zoomlayer, .menulayer, .nsewdrag, .infolayer:empty";
const OURS = ".movie-layer *, .movie-above *"; // styled by attributes and currentColor
const SCALE = 2; // pixels of a PNG for one on the screen
const LONGEST = 90; // letters of a name
const OF_THE_MOVIE = { ".loss": "loss", ".side": "probabilities", ".landscape": "landscape" };
const SOON = 150; // milliseconds after a change of the page that new charts are looked for

let words = { png: "PNG", svg: "SVG" };

// A copy of an element with the colours and fonts that the page gives it.
function copied(element) {
  const copy = element.cloneNode(true);
  const [from, to] = [element, copy].map((root) => [...root.querySelectorAll("*")]);
  from.forEach((original, i) => {
    if (original.matches("text, tspan")) {
      const { fill, fontFamily, fontSize, fontWeight } = getComputedStyle(original);
      Object.assign(to[i].style, { fill, fontFamily: `${fontFamily}, sans-serif`, fontSize, fontWeight });
    } else if (original.matches(OURS)) {
      const { fill, stroke, strokeWidth, opacity } = getComputedStyle(original);
      Object.assign(to[i].style, { fill, stroke, strokeWidth, opacity });
    }
    const clip = to[i].getAttribute("clip-path");
    if (clip) to[i].setAttribute("clip-path", clip.replace(/url\(["']?[^#]*#([^"')]*)["']?\)/, "url(#$1)"));
  });
  copy.querySelectorAll(UNSEEN).forEach((part) => part.remove());
  return copy;
}

const groundOf = () => getComputedStyle(document.querySelector("[data-testid=stApp]") ?? document.body).backgroundColor;

export function picture(chart) {
  if (!chart.matches(".js-plotly-plot")) return partOfThePage(chart, groundOf());
  const { width, height } = chart.getBoundingClientRect();
  const whole = document.createElementNS(SVG, "svg");
  for (const [name, value] of Object.entries({ xmlns: SVG, width, height, viewBox: `0 0 ${width} ${height}` })) whole.setAttribute(name, value);
  whole.setAttribute("xmlns:xlink", "http://www.w3.org/1999/xlink");
  const ground = document.createElementNS(SVG, "rect");
  for (const [name, value] of Object.entries({ width, height, fill: groundOf() })) ground.setAttribute(name, value);
  whole.append(ground);
  for (const layer of chart.querySelectorAll("svg.main-svg")) {
    const part = document.createElementNS(SVG, "g");
    part.append(...copied(layer).childNodes);
    whole.append(part);
  }
  return new XMLSerializer().serializeToString(whole);
}

// train_regions_learning_rate-0.3: the page, the chart, and what the address says is set.
export function named(chart, address) {
  const page = address.pathname.split("/").filter(Boolean).pop() ?? "train";
  const ours = Object.keys(OF_THE_MOVIE).find((selector) => chart.matches(selector));
  const key = OF_THE_MOVIE[ours] ?? chart.closest("[class*=st-key-]")?.className.match(/st-key-(\S+)/)?.[1] ?? "chart";
  const place = [...document.querySelectorAll(".js-plotly-plot")].indexOf(chart) + 1;
  const short = key.length > 30 ? `${key.match(/^[a-z]*/i)[0]}_${place}` : key;
  const set = [...address.searchParams].filter(([name]) => name !== "lang").map(([name, value]) => `${name}-${value}`);
  return [page, short, ...set].join("_").replace(/[^\p{L}\p{N}._-]+/gu, "-").slice(0, LONGEST);
}

const movie = () => document.querySelector(".st-key-movie [data-testid=stBidiComponentIsolated]")?.shadowRoot;

const homes = () => [document, movie()].flatMap((root) => [...(root?.querySelectorAll(".has-chart-files") ?? [])]);

function give(blob, name) {
  const link = Object.assign(document.createElement("a"), { href: URL.createObjectURL(blob), download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

async function save(chart, kind) {
  const text = picture(chart);
  const name = named(chart, new URL(location.href));
  if (kind === "svg") return give(new Blob([text], { type: "image/svg+xml" }), `${name}.svg`);
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(text)}`;
  await image.decode();
  const canvas = Object.assign(document.createElement("canvas"), { width: SCALE * image.width, height: SCALE * image.height });
  canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
  canvas.toBlob((blob) => give(blob, `${name}.png`), "image/png");
}

// home: where the buttons stand; charted: the chart that stands there at the time.
function offer(home, charted) {
  let bar = home.querySelector(":scope > .chart-files");
  if (!bar) {
    bar = Object.assign(document.createElement("div"), { className: "chart-files" });
    for (const kind of ["png", "svg"]) {
      const button = Object.assign(document.createElement("button"), { type: "button", textContent: kind.toUpperCase() });
      button.addEventListener("click", () => save(charted(), kind));
      bar.append(button);
    }
    home.classList.add("has-chart-files");
    home.append(bar);
  }
  for (const [i, kind] of ["png", "svg"].entries()) {
    if (bar.children[i].title === words[kind]) continue;
    bar.children[i].title = words[kind];
    bar.children[i].setAttribute("aria-label", words[kind]);
  }
}

// A finger leaves no hover that lasts: what it tapped last is marked until it taps elsewhere.
function mark(event) {
  if (event.pointerType === "mouse") return;
  const path = event.composedPath();
  for (const home of homes()) home.toggleAttribute("data-tapped", path.includes(home));
}

export default function ({ data }) {
  words = data;
  const look = () => {
    timer = null;
    for (const chart of document.querySelectorAll("[data-testid=stPlotlyChart] .js-plotly-plot")) {
      const home = chart.parentElement;
      offer(home, () => home.querySelector(".js-plotly-plot"));
    }
    for (const part of movie()?.querySelectorAll(Object.keys(OF_THE_MOVIE).join()) ?? []) offer(part, () => part);
  };
  let timer = null; // a page in motion changes with every picture
  const observer = new MutationObserver(() => (timer ??= setTimeout(look, SOON)));
  observer.observe(document.body, { childList: true, subtree: true });
  document.addEventListener("pointerup", mark, true); // not of a finger that scrolls: that is cancelled
  look();
  return () => {
    document.removeEventListener("pointerup", mark, true);
    observer.disconnect();
    clearTimeout(timer);
  };
}
