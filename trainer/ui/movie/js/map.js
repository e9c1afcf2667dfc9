// All learning rates at once: columns are rates, epochs run down, and the darker a place, the farther from the best loss.

export function drawMap(canvas, family) {
  const [rates, frames] = [family.rates.length, family.epochs.length];
  const finite = Array.from(family.loss).filter(Number.isFinite);
  const best = Math.min(...finite);
  const [near, far] = [-3, 0.5]; // powers of ten of the distance to the best loss
  Object.assign(canvas, { width: rates, height: frames });
  const pen = canvas.getContext("2d");
  const image = pen.createImageData(rates, frames);
  for (let r = 0; r < rates; r++)
    for (let f = 0; f < frames; f++) {
      const loss = family.loss[r * frames + f];
      const rises = f > 0 && loss > family.loss[r * frames + f - 1] * (1 + 1e-9);
      const distance = Number.isFinite(loss) ? Math.log10(Math.max(loss - best, 1e-9)) : far;
      const alpha = Math.min(Math.max((distance - near) / (far - near), 0), 1);
      const colour = rises ? [209, 37, 111] : [40, 60, 120];
      image.data.set([...colour, Math.round(25 + 215 * alpha)], 4 * (f * rates + r));
    }
  pen.putImageData(image, 0, 0);
}
