// Tells where the chart with a key is clicked or tapped, and which sample stands there.

function listen(chart, send) {
  if (!chart?.on) return;
  if (!chart.sendClick) chart.on("plotly_click", ({ points }) => chart.sendClick(points[0]));
  chart.sendClick = send; // that of the last run of the page
}

export default function ({ data, setTriggerValue }) {
  const send = ({ x, y, customdata }) => setTriggerValue("clicked", { x, y, customdata });
  const prepare = () => listen(document.querySelector(`.st-key-${data.chart} .js-plotly-plot`), send);
  const observer = new MutationObserver(prepare);
  observer.observe(document.body, { childList: true, subtree: true });
  prepare();
  return () => observer.disconnect();
}
