// Draws the timeline of a story to scale from /stories/ID/chart. The list beneath it says the same
// and is what the keyboard and screen readers use, so the drawing is hidden from both.
"use strict";

const DAY = 24 * 60 * 60 * 1000;
const MEETINGS = "Meetings";
const DOT = 5; // radius, pixels
const MOST_COUNTS = 40; // bars with their number
const SYMBOLS = { together: "circle", apart: "diamond2", meeting: "square2" };

function utc(day) {
  return new Date(`${day}T00:00:00Z`);
}

function dotted(item, lane, tone) {
  const colour = `var(--${tone === "meeting" ? "ink" : tone})`;
  return {
    ...item,
    lane,
    date: utc(item.day),
    end: utc(item.last ?? item.day),
    symbol: item.reality === "void" ? "times" : SYMBOLS[tone],
    stroke: colour,
    fill: item.reality === "real" ? colour : item.reality === "void" ? "none" : "var(--sheet)",
  };
}

// The greatest number of dots that share a place, so that lanes are high enough for all of them.
function tallest(dots, days, width) {
  const near = Math.max(1, Math.round((days * (2 * DOT + 1)) / width)) * DAY;
  const stacks = new Map();
  for (const dot of dots) {
    const place = `${dot.lane}\n${Math.floor(dot.date / near)}`;
    stacks.set(place, (stacks.get(place) ?? 0) + 1);
  }
  return Math.max(1, ...stacks.values());
}

function drawn(data, width) {
  const dots = [
    ...data.meetings.map((item) => dotted(item, MEETINGS, "meeting")),
    ...data.moves.map((item) => dotted(item, item.lane, item.tone)),
  ];
  const reports = data.reports.map((r) => ({ ...r, date: utc(r.day) }));
  const dates = [...dots.flatMap((d) => [d.date, d.end]), ...reports.map((r) => r.date)];
  if (dates.length === 0) return [];
  const first = Math.min(...dates) - DAY;
  const last = Math.max(...dates) + 2 * DAY;
  const x = { type: "utc", domain: [first, last], label: null };
  const lanes = data.meetings.length > 0 ? [MEETINGS, ...data.lanes] : data.lanes;
  const high = Math.min(tallest(dots, (last - first) / DAY, width), 14);
  const frame = { width, marginLeft: 4, marginRight: 8, color: { type: "identity" } };
  const parts = [];
  if (lanes.length > 0) {
    parts.push(
      Plot.plot({
        ...frame,
        className: "plot",
        height: lanes.length * (19 + high * (2 * DOT + 1)) + 30,
        marginTop: 24,
        marginBottom: 6,
        x: { ...x, axis: "top", grid: true },
        fy: { domain: lanes, axis: null, padding: 0.06 },
        marks: [
          Plot.frame({ anchor: "bottom", stroke: "var(--line)" }),
          Plot.text(lanes, { fy: (d) => d, text: (d) => d, frameAnchor: "top-left", dx: 2, dy: 2, fontWeight: 600, fill: "var(--dim)" }),
          Plot.rect(dots.filter((d) => d.end > d.date), { x1: "date", x2: "end", fy: "lane", fill: "stroke", fillOpacity: 0.08 }),
          Plot.dot(dots, Plot.dodgeY({
            x: "date", fy: "lane", anchor: "bottom", padding: 1, r: DOT, symbol: "symbol", fill: "fill",
            stroke: "stroke", strokeWidth: 1.6, href: "href", title: "label",
            tip: { fill: "var(--sheet)", stroke: "var(--rule)", lineWidth: 28, textPadding: 10, fontSize: 12 },
          })),
        ],
      }),
    );
  }
  parts.push(
    Plot.plot({
      ...frame,
      className: "plot",
      height: 96,
      marginTop: 36,
      marginBottom: lanes.length > 0 ? 6 : 24,
      x: { ...x, axis: lanes.length > 0 ? null : "bottom" },
      y: { axis: null },
      marks: [
        Plot.ruleY([0], { stroke: "var(--rule)" }),
        Plot.rectY(reports, {
          x1: (d) => new Date(+d.date - DAY / 2), x2: (d) => new Date(+d.date + DAY / 2), y: "count",
          fill: "var(--accent)", insetLeft: 0.5, insetRight: 0.5,
        }),
        Plot.text(["Reports a day"], { frameAnchor: "top-left", dx: 2, dy: -32, fontWeight: 600, fill: "var(--dim)" }),
        Plot.text(reports.length <= MOST_COUNTS ? reports : [], { x: "date", y: "count", text: "count", dy: -7, fill: "var(--dim)" }),
      ],
    }),
  );
  return parts;
}

function put(chart, data) {
  const parts = drawn(data, Math.max(280, chart.clientWidth));
  const holder = document.createElement("div");
  holder.setAttribute("aria-hidden", "true");
  for (const part of parts) {
    // Plot brings a style element of its own; the desk allows none, and desk.css has the rules.
    for (const style of part.querySelectorAll("style")) style.remove();
    for (const link of part.querySelectorAll("a")) link.setAttribute("tabindex", "-1");
    holder.append(part);
  }
  const note = document.createElement("p");
  note.className = "dim";
  const hidden = [[data.earlier, "earlier"], [data.left_out, "that fewer sources tell"]]
    .filter(([number]) => number > 0)
    .map(([number, which]) => `${number} ${which}`);
  note.textContent = hidden.length > 0 ? `Not drawn: ${hidden.join(", ")}.` : "";
  chart.replaceChildren(holder, note);
}

async function show() {
  const chart = document.querySelector("#chart");
  if (chart === null || chart.dataset.shown === chart.dataset.address) return;
  chart.dataset.shown = chart.dataset.address;
  const answer = await fetch(chart.dataset.address);
  if (!answer.ok) return;
  const data = await answer.json();
  let width = 0;
  new ResizeObserver(() => {
    if (chart.clientWidth === width) return;
    width = chart.clientWidth;
    put(chart, data);
  }).observe(chart);
}

document.addEventListener("DOMContentLoaded", show);
document.addEventListener("htmx:after:swap", show);
