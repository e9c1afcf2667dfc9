// Makes the movie work by keyboard, and keeps the epoch that one looks at when the chart is drawn anew. Plotly draws Play, Pause and the scrubber as SVG that cannot take focus,
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
  chart.dispatchEvent(new MouseEvent("mouseup", place)); // there Plotly waits for the end of a drag
}

let epochShown = null; // null at the last epoch, which stays the last in a longer run

function remember(chart, epoch) {
  const last = chart._fullLayout.sliders[0].steps.at(-1).label;
  epochShown = epoch === last ? null : Number(epoch);
}

// A click on a sample or another page draws a new chart, which opens at its last epoch.
function showAgain(chart) {
  if (epochShown === null || !chart.querySelector(".slider-rail-touch-rect")) return;
  const away = chart._fullLayout.sliders[0].steps.map((step) => Math.abs(step.label - epochShown));
  jump(chart, away.indexOf(Math.min(...away)));
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

// On touch Plotly selects what was last hovered over, which no finger does: hover where the finger is first.
function hoverUnderFinger(event) {
  const { clientX, clientY } = event.touches[0];
  const place = { bubbles: true, clientX, clientY };
  event.target.dispatchEvent(new MouseEvent("mousemove", place));
}

function prepare() {
  const chart = document.querySelector(CHART);
  if (!chart || !chart.on || chart.tabIndex === 0) return;
  chart.tabIndex = 0;
  chart.setAttribute("role", "group");
  chart.setAttribute("aria-label", "Movie of the run. Space plays and pauses, arrow keys step.");
  chart.addEventListener("touchstart", hoverUnderFinger, { capture: true, passive: true });
  chart.addEventListener("keydown", onKey);
  chart.on("plotly_animatingframe", ({ name }) => {
    chart.playing = true;
    remember(chart, name);
  });
  chart.on("plotly_animated", () => (chart.playing = false));
  chart.on("plotly_animationinterrupted", () => (chart.playing = false));
  chart.on("plotly_react", () => showAgain(chart));
  showAgain(chart);
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
