// The sliders under the hand: Streamlit's tell their values while they move. The scene says which the picture follows.

const NEARING = ["pointerover", "pointerdown", "focusin"];

export class Sliders {
  // movie: library.scene, sliderMoved(), handNears(name), chartsMoved()
  constructor(movie) {
    Object.assign(this, { movie, values: {}, inputs: {} });
    this.seen = new MutationObserver((changes) => this.look(changes.some(({ type }) => type === "childList")));
    this.seen.observe(document.body, { subtree: true, childList: true, attributeFilter: ["aria-valuetext"] });
    this.onNear = ({ target }) => {
      const name = this.followed.find((one) => target.closest?.(`.st-key-${one}`));
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

  get followed() {
    return Object.keys(this.movie.library.scene?.under_hand ?? {});
  }

  // anew: whether a slider may have come or gone.
  look(anew = true) {
    const before = this.values;
    this.values = {};
    for (const name of this.followed) {
      if (anew && !this.inputs[name]?.isConnected) this.inputs[name] = document.querySelector(`.st-key-${name} input[type=range]`);
      const text = this.inputs[name]?.getAttribute("aria-valuetext");
      if (text && Number.isFinite(Number(text))) this.values[name] = Number(text);
    }
    if (Object.entries(this.values).some(([name, value]) => value !== before[name])) this.movie.sliderMoved();
    else this.movie.chartsMoved();
  }
}
