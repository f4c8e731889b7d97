// Draws the events in view: as labelled bars where there is room for them, else as columns that count them.
const COLOURS = ["#2f6fab", "#2f7a46", "#7a4fa3", "#b5482f"]; // as .class-0 … .class-3 in wentu.css
const AXIS = 26;
const ROW = 24;
const LONGEST = 190;
const COLUMN = 6;
const MOST_BARS = 400;

export const paint = (canvas, scale, events, chosen) => {
  const ratio = window.devicePixelRatio || 1;
  const [wide, high] = [canvas.clientWidth, canvas.clientHeight];
  [canvas.width, canvas.height] = [Math.round(wide * ratio), Math.round(high * ratio)];
  const brush = canvas.getContext("2d");
  brush.scale(ratio, ratio);
  brush.clearRect(0, 0, wide, high);
  brush.font = `13px ${getComputedStyle(canvas).fontFamily}`;
  brush.textBaseline = "middle";
  axis(brush, scale, high);
  const { placed, missed } = events.length <= MOST_BARS ? rows(brush, scale, events, high - AXIS) : { placed: [], missed: 1 };
  if (missed > placed.length) { columns(brush, scale, events, high - AXIS, chosen); return { bars: [], missed: 0 }; }
  for (const bar of placed) drawBar(brush, bar, bar.event === chosen);
  return { bars: placed, missed };
};

const axis = (brush, scale, high) => {
  brush.fillStyle = "#5a6472";
  brush.strokeStyle = "#e6e9ed";
  for (const [time, words] of scale.marks()) {
    const x = Math.round(scale.x(time)) + 0.5;
    brush.beginPath();
    brush.moveTo(x, 0);
    brush.lineTo(x, high);
    brush.stroke();
    brush.fillText(words, x + 4, high - AXIS / 2);
  }
};

/** Each event on the first row that has room for it, the shortest first; how many there is no room for. */
const rows = (brush, scale, events, high) => {
  const taken = Array.from({ length: Math.floor(high / ROW) }, () => []);
  const placed = [];
  let missed = 0;
  for (const event of [...events].sort((one, other) => one.to - one.from - (other.to - other.from))) {
    const left = Math.max(-4, scale.x(event.from));
    const length = Math.max(8, scale.x(event.to) - left);
    const words = event.label.length > 15 ? `${event.label.slice(0, 14)}…` : event.label;
    const right = left + Math.max(length, Math.min(LONGEST, brush.measureText(words).width + 16));
    const row = taken.findIndex((spans) => spans.every(([from, to]) => right + 6 < from || left - 6 > to));
    if (row < 0) { missed += 1; continue; }
    taken[row].push([left, right]);
    placed.push({ event, words, left, length, right, top: high - (row + 1) * ROW });
  }
  return { placed, missed };
};

const drawBar = (brush, { event, words, left, length, right, top }, isChosen) => {
  brush.fillStyle = isChosen ? "#ffd24d" : "#f6f5f1";
  brush.fillRect(left, top + 2, right - left, ROW - 4);
  brush.fillStyle = COLOURS[event.kind];
  brush.fillRect(left, top + ROW - 5, length, 3);
  brush.fillRect(left, top + 2, 3, ROW - 4);
  brush.fillStyle = "#1d2430";
  brush.fillText(words, left + 8, top + ROW / 2 - 1);
};

/** How many events each few pixels of time hold, by kind; the highest column fills the canvas. */
const columns = (brush, scale, events, high, chosen) => {
  const counts = Array.from({ length: Math.ceil(scale.width / COLUMN) }, () => [0, 0, 0, 0]);
  for (const event of events) {
    const at = Math.floor(scale.x(event.from) / COLUMN);
    if (counts[at]) counts[at][event.kind] += 1;
  }
  const most = Math.max(1, ...counts.map((kinds) => kinds.reduce((sum, count) => sum + count)));
  counts.forEach((kinds, at) => {
    let base = high;
    kinds.forEach((count, kind) => {
      const height = (count / most) * (high - 12);
      brush.fillStyle = COLOURS[kind];
      brush.fillRect(at * COLUMN, base - height, COLUMN - 1, height);
      base -= height;
    });
  });
  if (chosen) {
    brush.fillStyle = "#e0a100";
    brush.fillRect(scale.x(chosen.from) - 1, 0, 3, high);
  }
};
