// The place of the movie on a page without Streamlit: its ground, a chart, and the component in a root of its own, which
// is given what Streamlit would give it.

const AXIS = 44; // pixels of the ticks and the title of an axis

// Mount a component: its HTML and style in a shadow root, as Streamlit has it; again, it is only given what it is given.
export function stand(place, { html, css }, component, given = {}) {
  const root = place.shadowRoot ?? place.attachShadow({ mode: "open" });
  if (place.stands !== component) root.innerHTML = `<style>${css}</style>${html}`;
  place.stands = component;
  component({ parentElement: root, setStateValue() {}, setTriggerValue() {}, ...given });
  return root;
}

export class Stage {
  // files: of the components; onView(view): another epoch or sample is looked at; onAsk(question): more runs are wanted
  constructor(files, { onView, onAsk = () => {} }) {
    this.chart = document.querySelector(".st-key-regions .chart");
    document.addEventListener("movie-ask", (event) => onAsk(event.detail));
    const place = document.querySelector(".st-key-movie .place");
    const view = (name, value) => name === "view" && onView(value);
    this.root = stand(place, files.movie, mountMovie, { setStateValue: view });
  }

  // Hand the movie parts, as Python does.
  hand(parts) {
    document.dispatchEvent(new CustomEvent("movie-data", { detail: parts }));
  }

  get movie() { return movies.get(this.root); }

  // Draw the ground: a figure of ground.py in the colours of the page.
  async draw({ data, layout }, alt, config) {
    const style = getComputedStyle(document.documentElement);
    const ink = style.getPropertyValue("--st-text-color").trim();
    const line = { gridcolor: `${ink}24`, zerolinecolor: `${ink}24`, tickfont: { size: 13 }, color: ink };
    const shown = {
      ...layout,
      autosize: true,
      paper_bgcolor: "rgba(0,0,0,0)",
      plot_bgcolor: "rgba(0,0,0,0)",
      font: { family: style.getPropertyValue("--st-font"), size: 13, color: ink },
      xaxis: { ...layout.xaxis, ...line },
      yaxis: { ...layout.yaxis, ...line },
    };
    this.chart.setAttribute("aria-label", alt);
    await Plotly.react(this.chart, data, shown, { ...config, responsive: true });
    await this.makeRoom();
  }

  // The legend takes as many rows as it needs at the lower edge; ticks and title of the axis stand above it.
  async makeRoom() {
    const legend = this.chart.querySelector(".legend")?.getBoundingClientRect().height ?? 0;
    const needed = Math.ceil(legend) + AXIS;
    if (needed > this.chart.layout.margin.b) await Plotly.relayout(this.chart, { "margin.b": needed });
  }
}
