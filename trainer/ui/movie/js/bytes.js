// What wire.py packs: parts, each a length, a header in JSON, and arrays of numbers.

const KINDS = { f: Float32Array, d: Float64Array, i: Int32Array };

// Every part of a message, its arrays beside the names of its header.
export function parts(bytes) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const found = [];
  for (let at = 0; at < bytes.length; ) {
    const length = view.getUint32(at, true);
    found.push(unpack(bytes.slice(at + 8, at + 8 + length))); // a copy, so that numbers start at a multiple of eight
    at += 8 + length;
  }
  return found;
}

function unpack(bytes) {
  const length = new DataView(bytes.buffer).getUint32(0, true);
  const part = JSON.parse(new TextDecoder().decode(bytes.subarray(8, 8 + length)));
  for (const [name, [kind, offset, shape]] of Object.entries(part.arrays)) {
    const size = shape.reduce((product, length) => product * length, 1);
    part[name] = new KINDS[kind](bytes.buffer, 8 + length + offset, size);
    part[name].shape = shape;
  }
  return part;
}
