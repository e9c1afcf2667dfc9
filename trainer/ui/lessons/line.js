// Draw a line by hand over the samples of two features: a handle at each side of the plane.
// data: box [x0, x1, y0, y1], samples [[x, y, class or -1]], classes [[name, colour, shape]], found and drawn ([height at
// the left, height at the right] or null), fixed, words. Sends the state "drawn".

const LEFT = 44, RIGHT = 312, TOP = 40, BOTTOM = 184;
const SHAPES = {
  circle: "M-4,0A4,4,0,1,1,4,0A4,4,0,1,1,-4,0Z",
  square: "M-3.5,-3.5H3.5V3.5H-3.5Z",
  "triangle-up": "M0,-4.5L4.2,3.2H-4.2Z",
  diamond: "M0,-5L5,0L0,5L-5,0Z",
};

const rounded = (value) => Math.round(value * 1000) / 1000;

export default function ({ parentElement, data, setStateValue }) {
  const svg = parentElement.querySelector("svg");
  const { box: [x0, x1, y0, y1], samples, classes, found, fixed, words } = data;
  const x = (value) => LEFT + ((RIGHT - LEFT) * (value - x0)) / (x1 - x0);
  const y = (value) => BOTTOM - ((BOTTOM - TOP) * (value - y0)) / (y1 - y0);
  const middle = (y0 + y1) / 2;
  let drawn = data.drawn;

  const answered = (answer) => {
    drawn = answer;
    show();
  };
  if (!begun(svg, data, setStateValue, answered)) return;
  const clip = node(node(svg, "clipPath", { id: "plane" }), "rect", {});
  for (const [key, value] of Object.entries({ x: LEFT, y: TOP, width: RIGHT - LEFT, height: BOTTOM - TOP })) {
    clip.setAttribute(key, value);
  }
  node(svg, "line", { class: "axis", x1: LEFT, x2: LEFT, y1: TOP, y2: BOTTOM });
  node(svg, "line", { class: "axis", x1: LEFT, x2: RIGHT, y1: BOTTOM, y2: BOTTOM });
  for (const share of [0, 0.25, 0.5, 0.75, 1]) {
    const [across, up] = [x0 + share * (x1 - x0), y0 + share * (y1 - y0)];
    node(svg, "text", { x: x(across), y: BOTTOM + 16, "text-anchor": "middle" }, across.toFixed(1));
    node(svg, "text", { x: LEFT - 6, y: y(up) + 4, "text-anchor": "end" }, up.toFixed(1));
  }
  node(svg, "text", { x: (LEFT + RIGHT) / 2, y: BOTTOM + 32, "text-anchor": "middle" }, words.x);
  node(svg, "text", { x: LEFT - 34, y: TOP - 26 }, words.y);
  classes.forEach(([name, colour, shape], i) => {
    const key = node(svg, "g", { transform: `translate(${RIGHT - 152 + 84 * i},${TOP - 14})` });
    node(key, "path", { d: SHAPES[shape] ?? SHAPES.circle, fill: colour });
    node(key, "text", { x: 8, y: 4 }, name);
  });
  for (const [across, up, label] of samples) {
    const style = label < 0 ? { class: "other" } : { fill: classes[label][1], class: "sample" };
    const shape = label < 0 ? SHAPES.circle : SHAPES[classes[label][2]] ?? SHAPES.circle;
    node(svg, "path", { d: shape, transform: `translate(${x(across)},${y(up)})`, ...style });
  }
  if (found) {
    node(svg, "path", { class: "known", "clip-path": "url(#plane)", d: `M${LEFT},${y(found[0])}L${RIGHT},${y(found[1])}` });
  }
  const guess = node(svg, "path", { class: "guess", "clip-path": "url(#plane)" });
  const hint = node(svg, "text", { class: "hint", x: (LEFT + RIGHT) / 2, y: TOP + 12, "text-anchor": "middle" }, fixed ? "" : `↕ ${words.hint} ↕`);
  const ends = fixed ? [] : [LEFT, RIGHT].map((at, side) => end(at, side));
  if (fixed) key();

  // Which line is which, below the plane, where both can be seen.
  function key() {
    const shown = [["guess", words.drawn, drawn], ["known", words.found, found]].filter(([, , line]) => line);
    shown.forEach(([style, word], i) => {
      const at = LEFT + 112 * i;
      node(svg, "path", { class: style, d: `M${at},${BOTTOM + 43}H${at + 26}` });
      node(svg, "text", { x: at + 32, y: BOTTOM + 47 }, word);
    });
  }

  function end(at, side) {
    const group = node(svg, "g", {
      class: "open", role: "slider", tabindex: 0, "aria-orientation": "vertical",
      "aria-label": side ? words.right : words.left, "aria-valuemin": y0, "aria-valuemax": y1,
    });
    node(group, "line", { class: "rail", x1: at, x2: at, y1: TOP, y2: BOTTOM });
    const width = (RIGHT - LEFT) / 2 + 16;
    node(group, "rect", { x: side ? RIGHT + 16 - width : LEFT - 16, y: TOP, width, height: BOTTOM - TOP, fill: "transparent" });
    node(group, "circle", { class: "handle", r: 7, cx: at });
    const move = (event) => {
      const box = svg.getBoundingClientRect();
      const up = ((event.clientY - box.top) / box.height) * 232;
      set(side, y0 + ((BOTTOM - up) / (BOTTOM - TOP)) * (y1 - y0));
    };
    group.onpointerdown = (event) => {
      group.setPointerCapture(event.pointerId);
      move(event);
    };
    group.onpointermove = (event) => group.hasPointerCapture(event.pointerId) && move(event);
    group.onpointerup = () => svg.send("drawn", drawn);
    const keys = { ArrowUp: 0.02, ArrowDown: -0.02, PageUp: 0.1, PageDown: -0.1 };
    group.onkeydown = (event) => {
      if (!(event.key in keys)) return;
      event.preventDefault();
      set(side, (drawn ?? [middle, middle])[side] + keys[event.key] * (y1 - y0));
    };
    group.onkeyup = (event) => event.key in keys && svg.send("drawn", drawn);
    return group;
  }

  function set(side, height) {
    drawn = [...(drawn ?? [middle, middle])];
    drawn[side] = rounded(Math.min(y1, Math.max(y0, height)));
    show();
  }

  function show() {
    const [left, right] = drawn ?? [middle, middle];
    guess.style.display = fixed && !drawn ? "none" : "";
    guess.classList.toggle("faint", !drawn);
    guess.setAttribute("d", `M${LEFT},${y(left)}L${RIGHT},${y(right)}`);
    hint.style.display = drawn ? "none" : "";
    ends.forEach((group, side) => {
      const height = side ? right : left;
      group.querySelector(".handle").setAttribute("cy", y(height));
      group.setAttribute("aria-valuenow", height);
      group.setAttribute("aria-valuetext", drawn ? height.toFixed(2) : "–");
    });
  }
  show();
}
