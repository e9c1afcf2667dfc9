// The sliders under the hand: Streamlit's tell their values while they move.

const FOLLOWED = ["learning_rate", "momentum", "l2"];
const NEARING = ["pointerover", "pointerdown", "focusin"];

export class Sliders {
  // movie: sliderMoved(), handNears(name), chartsMoved()
  constructor(movie) {
    Object.assign(this, { movie, values: {}, inputs: {} });
    this.seen = new MutationObserver((changes) => this.look(changes.some(({ type }) => type === "childList")));
    this.seen.observe(document.body, { subtree: true, childList: true, attributeFilter: ["aria-valuetext"] });
    this.onNear = ({ target }) => {
      const name = FOLLOWED.find((one) => target.closest?.(`.st-key-${one}`));
      if (!name) return;
      this.look();
      movie.handNears(name);
    };
    for (const kind of NEARING) document.addEventListener(kind, this.onNear, true);
  }

  close() {
    this.seen.disconnect();
    for (const kind of NEARING) document.removeEventListener(kind, this.onNear, true);
  }

  look(anew = true) {
    let moved = false;
    for (const name of FOLLOWED) {
      if (anew && !this.inputs[name]?.isConnected) this.inputs[name] = document.querySelector(`.st-key-${name} input[type=range]`);
      const text = this.inputs[name]?.getAttribute("aria-valuetext");
      const value = text && Number.isFinite(Number(text)) ? Number(text) : undefined;
      moved ||= value !== undefined && value !== this.values[name];
      this.values[name] = value; // none where the slider is away
    }
    if (moved) this.movie.sliderMoved();
    else this.movie.chartsMoved();
  }
}
