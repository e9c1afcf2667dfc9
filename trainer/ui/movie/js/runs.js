// A run as it is shown: one that Python sent alone, or one of a family that differs in one setting.

export class Run {
  // part: of kind "run", or "family" with the run's place in it.
  constructor(part, member = null) {
    const [k, columns] = part.theta.shape.slice(-2);
    this.frames = part.epochs.length;
    this.size = k * columns;
    Object.assign(this, { part, k, columns, epochs: part.epochs });
    this.at = member === null ? 0 : member;
    this.rate = member === null ? part.rate : part.rates[member];
    this.over = member === null ? "learning_rate" : part.over; // the setting in which it differs from the exact run
    this.last = member === null ? part.last : part.lasts[member];
    this.whole = this.frames > this.last;
  }

  // The kept epoch nearest to one wanted, as a place among those kept.
  frameOf(epoch) {
    const wanted = Math.min(epoch, this.last);
    let [low, high] = [0, this.frames - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.epochs[middle] < wanted) low = middle + 1;
      else high = middle;
    }
    return low > 0 && wanted - this.epochs[low - 1] < this.epochs[low] - wanted ? low - 1 : low;
  }

  // Rows [w_1 ... w_d, b], one a class, at a frame.
  model(frame) {
    const start = (this.at * this.frames + frame) * this.size;
    const { columns } = this;
    return Array.from({ length: this.k }, (_, j) =>
      Array.from(this.part.theta.subarray(start + j * columns, start + (j + 1) * columns))
    );
  }

  // The same in a row, [w_1 ... w_d, b] of the first class, then of the next.
  weights(frame) {
    const start = (this.at * this.frames + frame) * this.size;
    return this.part.theta.subarray(start, start + this.size);
  }

  // How the run ended, as an id.
  get status() {
    return this.part.statuses ? this.part.statuses[this.at] : this.part.status;
  }

  measure(name, frame) {
    const values = this.part[name];
    return values.length ? values[this.at * this.frames + frame] : null;
  }

  // A curve as [epoch, loss] pairs, the lowest and highest of each stretch of epochs among them.
  curve(name) {
    const [epochs, values] = [this.part[`${name}_epochs`], this.part[name]];
    if (!values.length) return [];
    const many = epochs.shape.at(-1);
    const from = epochs.shape.length > 1 ? this.at * many : 0;
    const points = [];
    for (let i = 0; i < many; i++) {
      const loss = values[this.at * many + i];
      if (epochs[from + i] > this.last || Number.isNaN(loss)) break;
      points.push([epochs[from + i], loss]);
    }
    return points;
  }

  // The frame to show after one, some epochs on: at the highest peak of the loss on the way, if there is any.
  next(frame, stride) {
    const loss = (i) => this.measure("loss", i);
    const end = this.frames - 1;
    let peak = null;
    let i = frame + 1;
    for (; i < end && this.epochs[i] < this.epochs[frame] + stride; i++)
      if (loss(i) > loss(i - 1) && loss(i) >= loss(i + 1) && (peak === null || loss(i) > loss(peak))) peak = i;
    return peak ?? Math.min(i, end);
  }
}
