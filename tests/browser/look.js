// What a reader sees of a page: what is cut, what lies on what, and how well text stands out from what is behind it.

function seen(element) {
  const { width, height } = element.getBoundingClientRect();
  return width > 1 && height > 1 && element.checkVisibility({ checkOpacity: true, checkVisibilityCSS: true });
}

function name(element) {
  const keyed = element.closest("[class*='st-key-']")?.className.match?.(/st-key-\S+/)?.[0] ?? "";
  return `${keyed} ${element.textContent.trim().slice(0, 40) || element.className.baseVal || element.className}`;
}

const main = () => document.querySelector("[data-testid=stMain]");

function blocks() {
  const kinds = ".js-plotly-plot, table, [data-testid=stHeading], [data-testid=stCaptionContainer], [data-testid=stMetric], " +
    "[data-testid=stSlider], [data-testid=stSelectbox], [data-testid=stMultiSelect], button:not(.js-plotly-plot *)";
  const floats = (one) => ancestors(one).some((each) => getComputedStyle(each).position === "fixed"); // over what scrolls
  const inCode = (one) => one.closest("[data-testid=stCode]");
  return [...main().querySelectorAll(kinds)].filter((one) => seen(one) && !inCode(one) && !floats(one));
}

// Blocks and words of charts that reach out of what holds them, and holders with more in them than they show.
export function cut() {
  const found = [];
  const { left, right } = main().getBoundingClientRect();
  for (const block of blocks()) {
    const box = block.getBoundingClientRect();
    if (box.left < left - 1 || box.right > right + 1) found.push(`out of the page: ${name(block)}`);
    for (let holder = block; holder !== main(); holder = holder.parentElement) {
      if (holder.matches("[data-testid=stTabs] *")) continue;
      if (holder.scrollWidth > holder.clientWidth + 1 && getComputedStyle(holder).overflowX !== "visible")
        found.push(`${holder.scrollWidth - holder.clientWidth} px cut: ${name(block)}`);
    }
  }
  for (const word of main().querySelectorAll(".js-plotly-plot .main-svg text")) {
    if (!seen(word) || word.closest(".hoverlayer")) continue;
    const [inner, outer] = [word, word.closest(".js-plotly-plot")].map((one) => one.getBoundingClientRect());
    const over = Math.max(outer.left - inner.left, inner.right - outer.right, outer.top - inner.top, inner.bottom - outer.bottom);
    if (over > 1) found.push(`${Math.round(over)} px out of its chart: ${name(word)}`);
  }
  return found;
}

function overlap(first, second) {
  const [a, b] = [first, second].map((one) => one.getBoundingClientRect());
  const width = Math.min(a.right, b.right) - Math.max(a.left, b.left);
  const height = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
  return width > 2 && height > 2;
}

function pairs(all) {
  return all.flatMap((one, i) => all.slice(i + 1).map((other) => [one, other]));
}

// Pairs that lie on each other: blocks of the page, what stands in its header, and the words of each chart.
export function overlapping() {
  const apart = ([one, other]) => !one.contains(other) && !other.contains(one) && overlap(one, other);
  const header = document.querySelectorAll("[data-testid=stHeader] :is(a, button), .st-key-header_tools button");
  const found = [...pairs(blocks()), ...pairs([...header].filter(seen))].filter(apart);
  for (const chart of main().querySelectorAll(".js-plotly-plot")) {
    const words = ".xtick text, .ytick text, .g-xtitle text, .g-ytitle text, .legendtext, .annotation-text, .colorbar text";
    found.push(...pairs([...chart.querySelectorAll(words)].filter(seen)).filter(apart));
  }
  return found.map((pair) => pair.map(name).join(" on "));
}

const context = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });
const known = new Map();

// A colour over another: [red, green, blue], whatever way CSS writes it.
function painted(colour, below, opacity = 1) {
  if (colour === "rgba(0, 0, 0, 0)") return below;
  const key = `${colour} ${below} ${opacity}`;
  if (!known.has(key)) {
    context.globalAlpha = 1;
    context.fillStyle = `rgb(${below.join()})`;
    context.fillRect(0, 0, 1, 1);
    context.globalAlpha = opacity;
    context.fillStyle = colour;
    context.fillRect(0, 0, 1, 1);
    known.set(key, [...context.getImageData(0, 0, 1, 1).data].slice(0, 3));
  }
  return known.get(key);
}

function luminance(colour) {
  const parts = colour.map((part) => part / 255).map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
  return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2];
}

function ancestors(element) {
  const all = [];
  for (let one = element; one; one = one.parentElement) all.unshift(one);
  return all;
}

// Whether an element lies behind one in it, which may stand outside of it, as a slider's value does.
function under(element, other) {
  if (getComputedStyle(element).overflow !== "visible") return true;
  const [outer, inner] = [element, other].map((one) => one.getBoundingClientRect());
  const [x, y] = [(inner.left + inner.right) / 2, (inner.top + inner.bottom) / 2];
  return outer.left <= x && x <= outer.right && outer.top <= y && y <= outer.bottom;
}

export function contrast(element) {
  let behind = [255, 255, 255];
  let opacity = 1;
  for (const one of ancestors(element)) {
    const style = getComputedStyle(one);
    opacity *= Number(style.opacity);
    if (!(one instanceof SVGElement) && under(one, element)) behind = painted(style.backgroundColor, behind, opacity);
  }
  const style = getComputedStyle(element);
  const ink = painted(element instanceof SVGElement ? style.fill : style.color, behind, opacity);
  const [dark, light] = [luminance(ink), luminance(behind)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

// Texts of less contrast than asked for; code and what lies on coloured areas of a chart is left out.
export function faint(least) {
  const walker = document.createTreeWalker(document.querySelector("[data-testid=stApp]"), NodeFilter.SHOW_TEXT);
  const found = [];
  while (walker.nextNode()) {
    const text = walker.currentNode.parentElement;
    if (!walker.currentNode.textContent.trim() || !seen(text)) continue;
    if (text.closest("style, script, [data-testid=stCode], [data-testid=stIconMaterial], .heatmap-label, .hoverlayer, [aria-disabled=true], :disabled")) continue;
    const ratio = contrast(text);
    if (ratio < least) found.push(`${ratio.toFixed(2)} : 1 ${name(text)}`);
  }
  return found;
}
