// Draw a loss by hand: a chart with the first epochs of a run, and a handle at the epoch asked for.
// data: curve [[epoch, loss]], epoch, low, high, drawn (a number or null), fixed, words. Sends the state "drawn".

const LEFT = 44, RIGHT = 312, TOP = 10, BOTTOM = 160;
export default function ({ parentElement, data, setStateValue }) {
  const svg = parentElement.querySelector("svg");
  const { curve, epoch, low, high, fixed, words } = data;
  const x = (e) => LEFT + ((RIGHT - LEFT) * e) / epoch;
  const y = (loss) => BOTTOM - ((BOTTOM - TOP) * (loss - low)) / (high - low);
  const loss = (at) => Math.min(high, Math.max(low, low + ((BOTTOM - at) / (BOTTOM - TOP)) * (high - low)));
  const known = curve.filter(([e]) => e <= 1).at(-1);
  let drawn = data.drawn;

  const answered = (answer) => {
    drawn = answer;
    show();
  };
  if (!begun(svg, data, setStateValue, answered)) return;
  node(svg, "line", { class: "axis", x1: LEFT, x2: LEFT, y1: TOP, y2: BOTTOM });
  node(svg, "line", { class: "axis", x1: LEFT, x2: RIGHT, y1: BOTTOM, y2: BOTTOM });
  for (let step = 0; step <= 4; step++) {
    const value = low + ((high - low) * step) / 4;
    node(svg, "text", { x: LEFT - 6, y: y(value) + 4, "text-anchor": "end" }, value.toFixed(1));
    node(svg, "text", { x: x((epoch * step) / 4), y: BOTTOM + 16, "text-anchor": "middle" }, (epoch * step) / 4);
  }
  node(svg, "text", { x: (LEFT + RIGHT) / 2, y: BOTTOM + 29, "text-anchor": "middle" }, words.epoch);
  node(svg, "text", { x: LEFT + 6, y: TOP + 6 }, words.loss);
  const guess = node(svg, "path", { class: "guess" });
  node(svg, "polyline", { class: "known", points: curve.map(([e, l]) => `${x(e)},${y(l)}`).join(" ") });
  const open = node(svg, "g", fixed ? {} : {
    class: "open", role: "slider", tabindex: 0, "aria-label": words.drag, "aria-orientation": "vertical",
    "aria-valuemin": low, "aria-valuemax": high,
  });
  if (!fixed) {
    node(open, "line", { class: "rail", x1: RIGHT, x2: RIGHT, y1: TOP, y2: BOTTOM });
    node(open, "rect", { x: LEFT, y: TOP, width: RIGHT - LEFT + 16, height: BOTTOM - TOP, fill: "transparent" });
  }
  const handle = node(open, "circle", { class: "handle", r: 7, cx: RIGHT });
  const hint = node(svg, "text", { x: RIGHT - 14, y: (TOP + BOTTOM) / 2, "text-anchor": "end" }, fixed ? "" : `${words.hint} ↕`);
  const label = node(open, "text", { "text-anchor": "end", x: RIGHT - 12 });

  function show() {
    const shown = drawn ?? (fixed ? null : known[1]);
    handle.style.display = shown === null ? "none" : "";
    guess.style.display = drawn === null ? "none" : "";
    hint.style.display = drawn === null ? "" : "none";
    if (shown === null) return;
    const [x0, y0, y1] = [x(known[0]), y(known[1]), y(shown)];
    handle.setAttribute("cy", y1);
    guess.setAttribute("d", `M${x0},${y0} C${x0 + (RIGHT - x0) / 3},${y1} ${x0 + (RIGHT - x0) / 2},${y1} ${RIGHT},${y1}`);
    label.textContent = drawn === null ? "" : drawn.toFixed(2);
    label.setAttribute("y", y1 - 8 < TOP + 8 ? y1 + 16 : y1 - 8);
    open.setAttribute("aria-valuenow", shown);
    open.setAttribute("aria-valuetext", drawn === null ? "–" : drawn.toFixed(2));
  }

  function move(event) {
    const box = svg.getBoundingClientRect();
    drawn = Math.round(loss(((event.clientY - box.top) / box.height) * 190) * 100) / 100;
    show();
  }

  const keys = { ArrowUp: 0.02, ArrowDown: -0.02, PageUp: 0.2, PageDown: -0.2 };
  if (!fixed) {
    open.onpointerdown = (event) => {
      open.setPointerCapture(event.pointerId);
      move(event);
    };
    open.onpointermove = (event) => open.hasPointerCapture(event.pointerId) && move(event);
    open.onpointerup = () => svg.send("drawn", drawn);
    open.onkeydown = (event) => {
      if (!(event.key in keys)) return;
      event.preventDefault();
      drawn = Math.round(Math.min(high, Math.max(low, (drawn ?? known[1]) + keys[event.key])) * 100) / 100;
      show();
    };
    open.onkeyup = (event) => event.key in keys && svg.send("drawn", drawn);
  }
  show();
}
