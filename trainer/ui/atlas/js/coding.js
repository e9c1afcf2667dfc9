// Families of runs as coding.py codes them, back to the numbers they were.

const MEASURES = ["loss", "held_loss"];
const SHARES = ["accuracy", "held_accuracy"];
const LONG = 128; // and how many binary digits: the byte of a number that is none itself
const ALL = ["theta", ...MEASURES, ...SHARES];

// The whole numbers of coded bytes, (runs, epochs, each); none where there are no bytes.
export function decoded(coded, runs, epochs, each) {
  if (!coded.length) return new Int32Array(0);
  const rows = runs * each;
  const bytes = new Uint8Array(coded.buffer, coded.byteOffset, coded.byteLength);
  const numbers = new Int32Array(rows * epochs);
  const sums = new Int32Array(8); // in each row: of the differences, of these sums, and so on
  let at = rows; // of the next number
  let digit = 8 * (rows + rows * epochs); // the next one
  for (let row = 0; row < rows; row++) {
    const often = bytes[row];
    const first = Math.floor(row / each) * epochs * each + (row % each);
    sums.fill(0);
    for (let epoch = 0; epoch < epochs; epoch++, at++) {
      const more = bytes[at] < LONG ? 0 : bytes[at] - LONG - 1;
      let zigzag = more ? 1 << more : bytes[at];
      for (let place = 0; place < more; place++, digit++) zigzag |= ((bytes[digit >> 3] >> (digit & 7)) & 1) << place;
      let number = (zigzag >>> 1) ^ -(zigzag & 1);
      for (let time = 0; time < often; time++) number = sums[time] += number;
      numbers[first + epoch * each] = number;
    }
  }
  return numbers;
}

// Weights [runs, epochs, k, columns]: all classes, or all but the last, which is less than the sum of the others by little.
function weights(coded, lastClass, [runs, epochs, k, columns]) {
  const known = lastClass.length ? k - 1 : k;
  const first = decoded(coded, runs, epochs, known * columns);
  const theta = new Float32Array(runs * epochs * k * columns);
  const bits = new Int32Array(theta.buffer);
  for (let model = 0; model < runs * epochs; model++)
    bits.set(first.subarray(model * known * columns, (model + 1) * known * columns), model * k * columns);
  decoded(lastClass, runs, epochs, columns).forEach((rest, i) => {
    const last = (Math.floor(i / columns) * k + known) * columns + (i % columns);
    let sum = 0;
    for (let label = known; label > 0; label--) sum += theta[last - label * columns];
    theta[last] = Number.isFinite(sum) ? 0 - sum : 0;
    bits[last] += rest;
  });
  return theta;
}

// The part that was coded, as family_part.py makes it where every epoch is kept.
export function decodedFamily(part) {
  const { theta, last_class, shape, samples, ...others } = part;
  const [runs, epochs] = shape;
  const numbers = (name) => decoded(part[name], runs, epochs, 1);
  const made = { ...others, kind: "family", theta: Object.assign(weights(theta, last_class, shape), { shape }) };
  const shaped = (name, values) => (made[name] = Object.assign(values, { shape: values.length ? [runs, epochs] : [0] }));
  for (const name of MEASURES) shaped(name, new Float32Array(numbers(name).buffer));
  for (const name of SHARES) shaped(name, Float32Array.from(numbers(name), (right) => right / samples[name]));
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
  for (const name of [...ALL, "curve", "held"]) {
    const values = family[name];
    if (!values.length) continue;
    const [runs, ...shape] = values.shape;
    const size = values.length / runs;
    made[name] = Object.assign(values.subarray(member * size, (member + 1) * size), { shape });
  }
  const { rates, lasts, statuses, ...alone } = made;
  return { ...alone, last: lasts[member], status: statuses[member] };
}
