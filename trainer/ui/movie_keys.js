// Makes the movie work by keyboard. Plotly draws Play, Pause and the scrubber as SVG that cannot take focus,
// so the chart takes it, and keys press what a mouse would press.

const CHART = ".st-key-movie .js-plotly-plot";

function press(chart, button) {
  const target = chart.querySelectorAll(".updatemenu-button")[button];
  target?.dispatchEvent(new MouseEvent("click", { bubbles: true }));
}

function jump(chart, step) {
  const rail = chart.querySelector(".slider-rail-rect");
  const touch = chart.querySelector(".slider-rail-touch-rect");
  const last = chart._fullLayout.sliders[0].steps.length - 1;
  const { left, width, top } = rail.getBoundingClientRect();
  const fraction = Math.min(Math.max(step, 0), last) / last;
  const place = { bubbles: true, clientX: left + fraction * width, clientY: top };
  touch.dispatchEvent(new MouseEvent("mousedown", place));
  document.dispatchEvent(new MouseEvent("mouseup", place));
}

function onKey(event) {
  const chart = event.currentTarget;
  const slider = chart._fullLayout.sliders[0];
  const actions = {
    " ": () => press(chart, chart.playing ? 1 : 0),
    ArrowLeft: () => jump(chart, slider.active - 1),
    ArrowRight: () => jump(chart, slider.active + 1),
    Home: () => jump(chart, 0),
    End: () => jump(chart, slider.steps.length - 1),
  };
  if (!actions[event.key] || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  actions[event.key]();
}

function prepare() {
  const chart = document.querySelector(CHART);
  if (!chart || !chart.on || chart.tabIndex === 0) return;
  chart.tabIndex = 0;
  chart.addEventListener("keydown", onKey);
  chart.on("plotly_animatingframe", () => (chart.playing = true));
  chart.on("plotly_animated", () => (chart.playing = false));
  chart.on("plotly_animationinterrupted", () => (chart.playing = false));
}

// Pausing makes Plotly reject the promise of Play, with no reason given and nobody listening.
function ignorePause(event) {
  if (event.reason === undefined) event.preventDefault();
}

export default function () {
  window.addEventListener("unhandledrejection", ignorePause);
  const observer = new MutationObserver(prepare);
  observer.observe(document.body, { childList: true, subtree: true });
  prepare();
  return () => {
    observer.disconnect();
    window.removeEventListener("unhandledrejection", ignorePause);
  };
}
