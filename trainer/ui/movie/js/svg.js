// Elements of a picture.

export function svg(tag, attributes, parent) {
  const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  parent?.append(element);
  return element;
}

const written = new WeakMap(); // of each element what stands in it, so that nothing is written that stands there

export function put(element, attributes) {
  if (!written.has(element)) written.set(element, {});
  const was = written.get(element);
  for (const [name, value] of Object.entries(attributes)) {
    if (was[name] === value) continue;
    was[name] = value;
    element.setAttribute(name, value);
  }
}

// A line through points, broken where one is missing.
export const path = (points) => (points.length ? `M${points.map(([x, y]) => `${x.toFixed(1)},${y.toFixed(1)}`).join("L")}` : "");

// An arrow from one place to another, its head as long as it has room for.
export function arrow([x0, y0], [x1, y1]) {
  const length = Math.hypot(x1 - x0, y1 - y0);
  if (!(length > 0.5)) return "";
  const head = Math.min(8, length / 2);
  const [dx, dy] = [((x1 - x0) / length) * head, ((y1 - y0) / length) * head];
  const side = (s) => `${(x1 - dx - s * dy * 0.5).toFixed(1)},${(y1 - dy + s * dx * 0.5).toFixed(1)}`;
  return `${path([[x0, y0], [x1, y1]])}M${side(1)}L${x1.toFixed(1)},${y1.toFixed(1)}L${side(-1)}`;
}

// A text takes the place of another without a new node, which the page would have to be laid out for.
export function setText(element, text) {
  if (!element || element.textContent === text) return;
  if (text && element.childNodes.length === 1 && element.firstChild.nodeType === Node.TEXT_NODE) element.firstChild.data = text;
  else element.textContent = text;
}
