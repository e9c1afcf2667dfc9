// How a number is written: as figures/numbers.py writes it.

const RAISED = { "-": "⁻", 0: "⁰", 1: "¹", 2: "²", 3: "³", 4: "⁴", 5: "⁵", 6: "⁶", 7: "⁷", 8: "⁸", 9: "⁹" };

const signed = (text) => text.replace("-", "−");

// A value with some decimals; one exactly between two is rounded to the even one, as Python does.
function fixed(value, decimals) {
  const halves = value * 2 ** (decimals + 1);
  if (Number.isInteger(halves) && halves % 2 !== 0) {
    const down = Math.floor(value * 10 ** decimals);
    value = (down % 2 === 0 ? down : down + 1) / 10 ** decimals;
  }
  return (value + 0).toFixed(decimals).replace(/^-(0\.?0*)$/, "$1");
}

const trimmed = (text) => (text.includes(".") ? text.replace(/0+$/, "").replace(/\.$/, "") : text);

export function number(value, digits = 4) {
  if (Number.isNaN(value)) return "not a number";
  if (!Number.isFinite(value)) return value > 0 ? "infinity" : "−infinity";
  const [mantissa, exponent] = value.toExponential(digits - 1).split("e");
  if (value !== 0 && (+exponent <= -5 || +exponent >= 6)) return power(trimmed(mantissa), +exponent);
  return signed(trimmed(fixed(value, Math.max(0, digits - 1 - +exponent))));
}

function power(mantissa, exponent) {
  const raised = `10${[...`${exponent}`].map((mark) => RAISED[mark]).join("")}`;
  if (mantissa === "1" || mantissa === "-1") return (mantissa === "1" ? "" : "−") + raised;
  return `${signed(mantissa)}·${raised}`;
}

export function percent(fraction) {
  if (fraction >= 0.9995 && fraction < 1) return "> 99.9%";
  if (fraction > 0 && fraction < 0.0005) return "< 0.1%";
  return `${signed(fixed(100 * fraction, 1))}%`;
}

// softmax is never certain, so neither 100.0% nor 0.0% is written of a probability.
export function probability(a) {
  return a > 0.9995 ? "> 99.9%" : a < 0.0005 ? "< 0.1%" : percent(a);
}

export const decimal = (value, decimals = 4) =>
  !Number.isFinite(value) || (value !== 0 && (Math.abs(value) < 5 * 10 ** -(decimals + 1) || Math.abs(value) >= 1e5))
    ? number(value)
    : signed(fixed(value, decimals));

// A sentence with its named fields filled in: "Epoch {epoch}".
export const filled = (sentence, fields) => sentence.replace(/\{(\w+)\}/g, (_, name) => fields[name]);
