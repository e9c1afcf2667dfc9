// The controls of the atlas, one for each setting that there is a choice of; their words come from the app's table.

const CHOICES = [["optimizer", []], ["n_epochs", ["optimizer"]], ["l2", ["optimizer", "n_epochs"]]];

export class Controls {
  // onChange(changes): values by their key
  constructor(root, onChange) {
    Object.assign(this, { root, onChange });
    this.slider = document.querySelector(".st-key-learning_rate input");
  }

  // Draw them for what is set; words: settings and data, as content.py has them.
  draw(settings, { settings: words, data }) {
    const option = (value, text, chosen) => new Option(text, value, false, value === chosen);
    const menu = (key, options, chosen, change = (value) => ({ [key]: value })) => {
      const select = document.createElement("select");
      select.append(...options.map(([value, text]) => option(value, text, chosen)));
      select.disabled = options.length < 2;
      select.onchange = () => this.onChange(change(select.value));
      return this.labelled(key, words[key], select);
    };
    const name = (key) => (value) => [value, words[key].names[value] ?? value];
    const ascending = (values) => (values.every((value) => value !== "" && !Number.isNaN(+value)) ? values.sort((a, b) => a - b) : values);
    this.root.replaceChildren(
      menu("dataset", Object.entries(data).map(([query, { name: text }]) => [query, text]), settings.shelf.data, (query) => ofData(settings, query)),
      ...CHOICES.map(([key, agree]) => menu(key, ascending(settings.options(key, agree)).map(name(key)), settings.get(key))),
      ...(settings.options("squares", ["optimizer"]).length > 1 ? [this.flag("squares", settings, words.squares)] : []),
      this.sample(settings, words.sample, data[settings.shelf.data].samples),
      menu("loss_axes", Object.keys(words.loss_axes.names).map(name("loss_axes")), settings.get("loss_axes")),
      ...["arrows", "ghost"].map((key) => this.flag(key, settings, words[key]))
    );
    this.rate(settings, words.learning_rate);
  }

  labelled(key, { label, help }, control, after = false) {
    const made = document.createElement("label");
    made.className = `control ${key}`;
    made.title = help;
    control.name = key;
    const text = Object.assign(document.createElement("span"), { textContent: label });
    made.append(...(after ? [control, text] : [text, control]));
    return made;
  }

  sample(settings, words, most) {
    const field = Object.assign(document.createElement("input"), { type: "number", min: 1, max: most, value: settings.get("sample") });
    field.onchange = () => {
      field.value = Math.min(Math.max(Math.round(+field.value) || 1, 1), most);
      this.onChange({ sample: field.value });
    };
    return this.labelled("sample", words, field);
  }

  flag(key, settings, words) {
    const box = Object.assign(document.createElement("input"), { type: "checkbox", checked: settings.get(key) === "true" });
    box.onchange = () => this.onChange({ [key]: String(box.checked) });
    return this.labelled(key, words, box, true);
  }

  // The slider of the learning rate; the movie hears of its aria-valuetext, as it does of Streamlit's.
  rate(settings, words) {
    const { slider } = this;
    const { rates } = settings.shelf;
    slider.closest(".st-key-learning_rate").hidden = !rates.length;
    if (!rates.length) return slider.removeAttribute("aria-valuetext");
    const tell = (rate) => {
      slider.setAttribute("aria-valuetext", rate);
      slider.previousElementSibling.textContent = `${words.label}: ${rate}`;
    };
    Object.assign(slider, { min: 0, max: rates.length - 1, step: 1, title: words.help, disabled: rates.length < 2 });
    slider.value = rates.indexOf(settings.rate);
    slider.setAttribute("aria-label", words.label);
    tell(settings.rate);
    slider.oninput = () => tell(rates[slider.value]);
    slider.onchange = () => this.onChange({ learning_rate: rates[slider.value] });
  }
}

// Other data: what a link says of them, and nothing of those before.
function ofData(settings, query) {
  const none = settings.shelf.data.split("&").filter(Boolean).map((entry) => [entry.split("=")[0], null]);
  return { dataset: null, sample: null, ...Object.fromEntries(none), ...Object.fromEntries(new URLSearchParams(query)) };
}
