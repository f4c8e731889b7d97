// Time and pixels: what part of time is in view, how it is zoomed and moved, where the axis has its marks.
const DAY = 86_400_000;
const YEAR = 365.25 * DAY;

/** A date of the graph (2021, 2021-05, 2021-05-11) as the milliseconds of its first moment, or of the one after it. */
export const moment = (date, after = false) => {
  const [year, month, day] = date.split("-").map(Number);
  const at = new Date(0);
  at.setUTCFullYear(year, (month || 1) - 1, day || 1);
  if (after && day) at.setUTCDate(at.getUTCDate() + 1);
  else if (after && month) at.setUTCMonth(at.getUTCMonth() + 1);
  else if (after) at.setUTCFullYear(at.getUTCFullYear() + 1);
  return at.getTime();
};
export const dateOf = (time) => new Date(time).toISOString().replace(/^[+-]?0*(\d{4}-\d\d-\d\d).*/, "$1");

export class Scale {
  constructor(from, to, width) {
    this.whole = [from, to];
    this.width = width;
    this.show(from, to);
  }

  /** Shows a part of time: two days at least, all of it with a little around at most. */
  show(from, to) {
    const [first, last] = this.whole;
    const room = Math.max(30 * DAY, (last - first) * 0.03);
    const span = Math.min(Math.max(to - from, 2 * DAY), last - first + 2 * room);
    const middle = Math.min(Math.max((from + to) / 2, first - room + span / 2), last + room - span / 2);
    [this.from, this.to] = [middle - span / 2, middle + span / 2];
  }

  all() { this.show(...this.whole); }
  x(time) { return ((time - this.from) / (this.to - this.from)) * this.width; }
  time(x) { return this.from + (x / this.width) * (this.to - this.from); }
  move(pixels) { const by = (pixels / this.width) * (this.to - this.from); this.show(this.from + by, this.to + by); }

  /** Zooms so that what stands at x stays there. */
  zoom(factor, x = this.width / 2) {
    const [still, span] = [this.time(x), (this.to - this.from) / factor];
    const from = still - (x / this.width) * span;
    this.show(from, from + span);
  }

  /** The marks of the axis: [time, words], as many as there is room for. */
  marks() {
    const fits = (this.to - this.from) / Math.max(2, this.width / 90);
    const steps = [[DAY, 1, 10], [2 * DAY, 2, 10], [7 * DAY, 7, 10], [31 * DAY, 1, 7], [92 * DAY, 3, 7], [YEAR, 1, 4], [2 * YEAR, 2, 4],
      [5 * YEAR, 5, 4], [10 * YEAR, 10, 4], [50 * YEAR, 50, 4], [100 * YEAR, 100, 4]];
    const [, count, size] = steps.find(([length]) => length >= fits) || steps[steps.length - 1];
    const at = new Date(this.from);
    at.setUTCHours(0, 0, 0, 0);
    if (size < 10) at.setUTCDate(1);
    if (size === 7) at.setUTCMonth(Math.floor(at.getUTCMonth() / count) * count);
    if (size === 4) at.setUTCFullYear(Math.floor(at.getUTCFullYear() / count) * count, 0);
    const found = [];
    while (at.getTime() < this.to) {
      if (at.getTime() >= this.from) found.push([at.getTime(), dateOf(at.getTime()).slice(0, size)]);
      if (size === 10) at.setUTCDate(at.getUTCDate() + count);
      else if (size === 7) at.setUTCMonth(at.getUTCMonth() + count);
      else at.setUTCFullYear(at.getUTCFullYear() + count);
    }
    return found;
  }
}
