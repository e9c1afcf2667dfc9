// A part of the page as one SVG, as it stands there: pictures of SVG, canvases, texts, and boxes with a colour.

const SVG_NAMES = "http://www.w3.org/2000/svg";
const LOOKS = ["fill", "fillOpacity", "stroke", "strokeOpacity", "strokeWidth", "strokeDasharray", "opacity", "visibility"];
const FONT = ["fontFamily", "fontSize", "fontWeight"];
const pen = document.createElement("canvas").getContext("2d");

function made(tag, attributes, content = "") {
  const element = document.createElementNS(SVG_NAMES, tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.textContent = content;
  return element;
}

// A colour as every program reads it that opens an SVG.
function plain(colour) {
  const [red, green, blue, opacity = 1] = colour.match(/[\d.]+/g).map(Number);
  const most = colour.startsWith("color(srgb") ? 255 : 1;
  return { fill: `rgb(${[red, green, blue].map((part) => Math.round(most * part)).join(", ")})`, "fill-opacity": opacity };
}

// A copy of an SVG at a place, with the colours and fonts that the page gives it.
function drawing(element, place) {
  const copy = element.cloneNode(true);
  const [from, to] = [element, copy].map((root) => [root, ...root.querySelectorAll("*")]);
  from.forEach((original, i) => {
    const look = getComputedStyle(original);
    for (const name of original.matches("text, tspan") ? [...LOOKS, ...FONT] : LOOKS) to[i].style[name] = look[name];
    for (const name of ["class", "title", "role", "aria-label"]) to[i].removeAttribute(name);
  });
  for (const [name, value] of Object.entries(place)) copy.setAttribute(name, value);
  return copy;
}

// A text that is cut on the page is cut here.
function written(node, at) {
  const look = getComputedStyle(node.parentElement);
  const range = document.createRange();
  range.selectNodeContents(node);
  const place = range.getBoundingClientRect();
  pen.font = `${look.fontWeight} ${look.fontSize} ${look.fontFamily}`;
  const { fontBoundingBoxAscent: above, fontBoundingBoxDescent: below } = pen.measureText("x");
  let text = node.data.trim();
  const home = node.parentElement.getBoundingClientRect();
  const cut = look.textOverflow === "ellipsis" && place.width > home.width + 1;
  if (cut) while (text && pen.measureText(`${text}…`).width > home.width) text = [...text].slice(0, -1).join("");
  const ends = look.textAlign === "right";
  const { x, y } = at({ left: ends ? home.right : cut ? home.left : place.left, top: place.top });
  const anchor = ends ? "end" : "start"; // another font is of another width
  const put = made("text", { x, y: y + (place.height * above) / (above + below), "text-anchor": anchor }, cut ? `${text}…` : text);
  Object.assign(put.style, { fill: look.color, fontFamily: `${look.fontFamily}, sans-serif`, fontSize: look.fontSize, fontWeight: look.fontWeight });
  return put;
}

// The box of an element: its colour, and over it the bar that its background is filled with.
function box(element, place) {
  const look = getComputedStyle(element);
  const found = [];
  const ground = plain(look.backgroundColor);
  if (ground["fill-opacity"] > 0) found.push(made("rect", { ...place, ...ground }));
  const share = parseFloat(look.backgroundSize) / 100;
  if (look.backgroundImage !== "none" && share > 0) found.push(made("rect", { ...place, width: place.width * share, fill: look.color }));
  return found;
}

function all(element, at) {
  if (element.matches(".chart-files") || !element.checkVisibility()) return [];
  const { width, height, left, top } = element.getBoundingClientRect();
  const place = { ...at({ left, top }), width, height };
  if (element.matches("svg")) return [drawing(element, place)];
  if (element.matches("canvas")) return [made("image", { ...place, preserveAspectRatio: "none", href: element.toDataURL() })];
  const within = [...element.childNodes].flatMap((node) => {
    if (node.nodeType === Node.TEXT_NODE) return node.data.trim() ? [written(node, at)] : [];
    return node.nodeType === Node.ELEMENT_NODE ? all(node, at) : [];
  });
  return [...box(element, place), ...within];
}

export function partOfThePage(element, ground) {
  const { left, top, width, height } = element.getBoundingClientRect();
  const whole = made("svg", { width, height, viewBox: `0 0 ${width} ${height}` });
  whole.append(made("rect", { width, height, fill: ground }));
  whole.append(...all(element, (place) => ({ x: place.left - left, y: place.top - top })));
  return new XMLSerializer().serializeToString(whole);
}
