// A place of our own inside a Plotly chart, below its samples. All that is private to Plotly is named here.

import { svg } from "./svg.js";

export class Layer {
  constructor(key, build, redraw) {
    Object.assign(this, { key, build, redraw });
  }

  // The two axes once our group stands in the chart; Plotly may have drawn anew, or Streamlit mounted another chart.
  ready() {
    const chart = document.querySelector(`.st-key-${this.key} .js-plotly-plot`);
    const layout = chart?._fullLayout;
    const plot = layout?._plots?.xy?.plot?.node();
    if (!plot || !chart.on) return null;
    if (chart !== this.chart) {
      this.chart = chart;
      for (const event of ["plotly_afterplot", "plotly_relayouting"]) chart.on(event, this.redraw);
    }
    if (this.group?.parentNode !== plot) {
      this.group = svg("g", { class: "movie-layer" });
      plot.prepend(this.group);
      this.above?.remove();
      this.above = svg("g", { class: "movie-above", "pointer-events": "none" });
      plot.append(this.above);
      this.build(this.group, this.above);
    }
    const { xaxis, yaxis } = layout;
    return {
      pixel: ([u, v]) => [xaxis.c2p(u), yaxis.c2p(v)],
      value: ([x, y]) => [xaxis.p2c(x), yaxis.p2c(y)],
      box: [...xaxis.range, ...yaxis.range],
      size: [xaxis._length, yaxis._length],
    };
  }

  // The mark that Plotly drew of a sample at a place of the data, which can be moved and put back; null if there is none.
  mark(place) {
    const { xaxis, yaxis } = this.chart._fullLayout;
    const pixel = ([u, v]) => [xaxis.c2p(u), yaxis.c2p(v)];
    const [px, py] = pixel(place);
    let [found, closest] = [null, 2];
    for (const node of this.chart.querySelectorAll(".scatterlayer .point")) {
      const { x, y } = node.__data__;
      const distance = Math.hypot(xaxis.c2p(x) - px, yaxis.c2p(y) - py);
      if (distance < closest) [found, closest] = [node, distance];
    }
    const move = (at) => found.setAttribute("transform", `translate(${pixel(at)})`);
    return found && { move, back: () => move([found.__data__.x, found.__data__.y]) };
  }

  // Whether our group stands in a chart that is on the page.
  get standing() {
    return Boolean(this.group?.isConnected && this.chart?.isConnected);
  }

  // The rectangle on the screen between the axes.
  area() {
    return this.chart?.querySelector(".nsewdrag")?.getBoundingClientRect();
  }
}
