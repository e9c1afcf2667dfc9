// Light or dark: as chosen, else as the system has it.

const DARK = matchMedia("(prefers-color-scheme: dark)");

export class Theme {
  // button: turns it over; chosen: "light", "dark" or nothing; onTurn(theme)
  constructor(button, chosen, onTurn) {
    Object.assign(this, { chosen, onTurn });
    button.onclick = () => this.turn(this.shown === "dark" ? "light" : "dark");
    DARK.addEventListener("change", () => this.chosen || this.turn(null));
    document.documentElement.dataset.theme = this.shown;
  }

  get shown() { return this.chosen ?? (DARK.matches ? "dark" : "light"); }

  turn(chosen) {
    this.chosen = chosen;
    document.documentElement.dataset.theme = this.shown;
    this.onTurn(this.shown);
  }
}
