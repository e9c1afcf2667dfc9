// What stands still, as the drawing reads it. Samples and weights are in the units trained on, places in those of the data.

// The scene as it is to be followed: an answer that left Python before it heard what was last looked at changes nothing
// of that. told: when Python was last told.
export function heeded(scene, before, told) {
  const late = before?.data === scene.data && scene.heard < told;
  return late ? { ...scene, epoch: before.epoch, row: before.row } : scene;
}

export function openScene(scene) {
  const [n, d] = scene.samples.shape;
  const X = Array.from({ length: n }, (_, row) => Array.from(scene.samples.subarray(row * d, (row + 1) * d)));
  const [u, v] = scene.axes;
  const { scale, shift } = scene;
  const units = [u, v].map((axis) => (axis === undefined ? [1, 0] : [scene.scale[axis], scene.shift[axis]]));
  const toData = (place) => place.map((value, i) => value * units[i][0] + units[i][1]);
  const toTrained = (place) => place.map((value, i) => (value - units[i][1]) / units[i][0]);
  const places = X.map((x, row) => toData([x[u], v === undefined ? scene.y[row] : x[v]]));
  const mean = Array.from(scene.mean);
  // A sample in the units trained on, with two features in those of the data, all others at their mean or as told.
  const point = (values, others = mean) => {
    const x = Array.from(others);
    const trained = toTrained(values);
    scene.axes.forEach((axis, i) => (x[axis] = trained[i]));
    const inData = x.map((value, f) => value * scale[f] + shift[f]);
    scene.products.forEach(([left, right], i) => {
      const f = d - scene.products.length + i;
      x[f] = (inData[left] * inData[right] - shift[f]) / scale[f];
    });
    return x;
  };
  return { ...scene, X, places, toData, toTrained, point, mean, spread: Array.from(scene.spread) };
}
