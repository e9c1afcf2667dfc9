// The strip of the Derive page: a cell a class. While a slider moves, logits, probabilities and bars follow here;
// when it rests, the numbers given go to the page, and every formula follows.

const RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹";
const raised = (digits) => digits.replace("+", "").replace("-", "⁻").replace(/\d/g, (digit) => RAISED[digit]);

// As trainer/figures/numbers.py writes a number with four decimals.
function decimal(value) {
  const size = Math.abs(value);
  if (value === 0 || (size >= 5e-5 && size < 1e5)) return (value + 0).toFixed(4).replace("-", "−");
  const [mantissa, exponent] = value.toExponential(4).split("e");
  return `${mantissa.replace("-", "−")}·10${raised(exponent)}`;
}

function softmax(logits) {
  const largest = Math.max(...logits);
  const exponentials = logits.map((z) => Math.exp(z - largest));
  const sum = exponentials.reduce((one, other) => one + other, 0);
  return exponentials.map((each) => each / sum);
}

function element(tag, className, parent) {
  const made = document.createElement(tag);
  made.className = className;
  parent.append(made);
  return made;
}

function slider(parent, low, high, step, label) {
  const made = element("input", "slider", parent);
  Object.assign(made, { type: "range", min: low, max: high, step });
  made.setAttribute("aria-label", label);
  return made;
}

function build(root, data) {
  root.replaceChildren();
  const parts = { cells: [] };
  if (data.scores) {
    const head = element("div", "cell head", root);
    parts.temperature = element("span", "number", head);
    parts.heat = slider(head, -1, 1, 0.05, data.temperatureLabel); // a power of ten
  }
  for (const cell of data.cells) {
    const box = element("div", "cell", root);
    const [first, second] = [element("div", "line", box), element("div", "line", box)];
    const own = { name: element("span", "name", first), y: element("span", "number", first) };
    own.z = element("span", "number", second);
    own.a = element("span", "number", second);
    if (data.scores) own.slider = slider(box, -data.span, data.span, 0.1, cell.slider);
    own.bar = element("div", "bar", element("div", "track", box));
    parts.cells.push(own);
  }
  return parts;
}

function write(own, cell) {
  own.name.textContent = cell.name;
  for (const symbol of ["z", "a", "y"]) own[symbol].innerHTML = `${symbol}<sub>${cell.class}</sub> = ${cell[symbol]}`;
  own.bar.style.width = `${100 * cell.share}%`;
  own.bar.style.background = own.name.style.color = cell.colour;
}

const built = new WeakMap();

export default function ({ data, parentElement, setTriggerValue }) {
  const root = parentElement.querySelector(".strip");
  const shape = JSON.stringify([data.cells.length, data.scores && data.span, data.cells.map((cell) => cell.slider)]);
  let parts = built.get(root);
  if (parts?.shape !== shape) built.set(root, (parts = { ...build(root, data), shape }));
  data.cells.forEach((cell, i) => write(parts.cells[i], cell));
  if (!data.scores) return;

  const given = { scores: [...data.scores], temperature: data.temperature };
  parts.temperature.textContent = `${data.temperatureLabel} = ${data.temperatureText}`;

  function follow() {
    const logits = given.scores.map((score) => score / given.temperature);
    const shares = softmax(logits);
    data.cells.forEach((cell, i) =>
      write(parts.cells[i], { ...cell, z: decimal(logits[i]), a: decimal(shares[i]), share: shares[i] }),
    );
    parts.temperature.textContent = `${data.temperatureLabel} = ${given.temperature}`;
  }
  function send() {
    const [z1, z2, z3] = given.scores;
    setTriggerValue("given", { z1, z2, z3, temperature: given.temperature });
  }
  function connect(input, value, take) {
    if (!input.matches(":active")) input.value = value;
    input.oninput = () => {
      take(Number(input.value));
      follow();
    };
    input.onchange = send;
  }
  parts.cells.forEach((own, i) => connect(own.slider, given.scores[i], (value) => (given.scores[i] = value)));
  connect(parts.heat, Math.log10(given.temperature), (power) => (given.temperature = Number((10 ** power).toPrecision(2))));
}
