// Families of runs as coding.py codes them, back to the numbers they were.

const CODED = ["theta", "loss", "accuracy", "held_loss", "held_accuracy"];

// The numbers (R, F, ...) of coded bytes.
export function decoded(coded, [runs, epochs, ...inner]) {
  const each = inner.reduce((product, length) => product * length, 1);
  const count = runs * epochs * each;
  const bytes = new Uint8Array(coded.buffer, coded.byteOffset, coded.byteLength);
  const bits = new Int32Array(count);
  let at = 0;
  for (let place = 0; place < each; place++)
    for (let run = 0; run < runs; run++) {
      let [change, value] = [0, 0];
      for (let epoch = 0; epoch < epochs; epoch++, at++) {
        const zigzag = bytes[at] | (bytes[at + count] << 8) | (bytes[at + 2 * count] << 16) | (bytes[at + 3 * count] << 24);
        change = (change + ((zigzag >>> 1) ^ -(zigzag & 1))) | 0;
        value = (value + change) | 0;
        bits[(run * epochs + epoch) * each + place] = value;
      }
    }
  return Object.assign(new Float32Array(bits.buffer), { shape: [runs, epochs, ...inner] });
}

// The part that was coded, as family_part.py makes it where every epoch is kept.
export function decodedFamily(part) {
  const made = { ...part, kind: "family" };
  for (const name of CODED) made[name] = part[name].length ? decoded(part[name], part.shapes[name]) : part[name];
  const held = made.held_loss.length > 0;
  return Object.assign(made, {
    curve_epochs: part.epochs,
    curve: made.loss,
    held_epochs: held ? part.epochs : part.epochs.subarray(0, 0),
    held: made.held_loss,
  });
}

// One run of a family, as parts.py packs one alone.
export function cut(family, rate) {
  const member = family.rates.indexOf(rate);
  const made = { ...family, kind: "run", id: `${family.base} ${rate}`, rate, takes_a_rate: true };
  for (const name of [...CODED, "curve", "held"]) {
    const values = family[name];
    if (!values.length) continue;
    const [runs, ...shape] = values.shape;
    const size = values.length / runs;
    made[name] = Object.assign(values.subarray(member * size, (member + 1) * size), { shape });
  }
  const { rates, lasts, statuses, ...alone } = made;
  return { ...alone, last: lasts[member], status: statuses[member] };
}
