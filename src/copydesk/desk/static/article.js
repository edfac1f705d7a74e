// The article: a record and its words light up together; selected words go into the forms.
"use strict";

const WORDS = "[data-claims]";
const RECORD = "[data-claim]";
let lit = "";

function claimsAt(target) {
  const at = target instanceof Element ? target.closest(`${WORDS}, ${RECORD}`) : null;
  return at ? (at.dataset.claims ?? at.dataset.claim) : "";
}

function light(claims) {
  if (claims === lit) return;
  lit = claims;
  for (const element of document.querySelectorAll(".lit")) element.classList.remove("lit");
  for (const claim of claims.split(" ").filter(Boolean)) {
    document.getElementById(claim)?.classList.add("lit");
    for (const element of document.querySelectorAll(`[data-claims~="${CSS.escape(claim)}"]`)) {
      element.classList.add("lit");
    }
  }
}

for (const name of ["mouseover", "focusin"]) {
  document.addEventListener(name, (event) => {
    light(claimsAt(event.target) || claimsAt(document.activeElement));
  });
}
document.addEventListener("click", (event) => {
  const words = event.target.closest?.("span[data-claims]");
  if (words) light(words.dataset.claims);  // a tap on words that are no link
  const close = event.target.closest?.("[data-close]");
  const form = close?.closest(".change");
  if (form) {
    event.preventDefault();
    form.closest(RECORD)?.querySelector(".do .button")?.focus();
    form.replaceChildren();
  }
});

// Where a point of the page is in the article's text, in code points; null outside of it.
function offsetOf(node, offset) {
  const element = node instanceof Element ? node : node.parentElement;
  const block = element?.closest("[data-start]");
  if (!block) return null;
  const range = document.createRange();
  range.setStart(block, 0);
  range.setEnd(node, offset);
  return Number(block.dataset.start) + [...range.toString()].length;
}

function picked() {
  const selection = document.getSelection();
  const text = document.querySelector("article[data-of]");
  if (!text || !selection.rangeCount || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0);
  const start = offsetOf(range.startContainer, range.startOffset);
  let end = offsetOf(range.endContainer, range.endOffset);
  if (start === null || !text.contains(range.startContainer)) return null;
  const words = selection.toString().trim();
  if (end === null || end <= start) end = start + [...words].length;  // it ends beyond the text
  return words ? { start, end, words } : null;
}

const bar = document.createElement("div");
bar.className = "picked";
bar.hidden = true;
bar.setAttribute("role", "toolbar");
bar.setAttribute("aria-label", "Add the selected words");
let chosen = null;

function offer() {
  if (bar.contains(document.activeElement)) return;
  const now = document.getElementById("add") ? picked() : null;
  bar.hidden = now === null;
  if (now) chosen = now;
}

function fill(section) {
  for (const form of document.querySelectorAll("#add form")) {
    for (const name of ["start", "end", "words"]) {
      if (form.elements[name]) form.elements[name].value = chosen[name];
    }
  }
  section.open = true;
  section.scrollIntoView({ block: "nearest" });
  section.querySelector("select, input:not([type=hidden])")?.focus();
  document.getSelection().removeAllRanges();
  bar.hidden = true;
}

document.addEventListener("DOMContentLoaded", () => {
  const label = document.createElement("span");
  label.textContent = "Add as";
  bar.append(label);
  for (const section of document.querySelectorAll("#add details")) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = section.querySelector("summary").textContent;
    // Pressing a button would drop the selection before the click.
    button.addEventListener("mousedown", (event) => event.preventDefault());
    button.addEventListener("click", () => fill(document.getElementById(section.id)));
    bar.append(button);
  }
  document.body.append(bar);
});
document.addEventListener("selectionchange", () => {
  clearTimeout(offer.timer);
  offer.timer = setTimeout(offer, 120);
});
const KEYS = { r: ".judge.right", w: ".judge.wrong", c: ".do .button" };
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") {
    bar.hidden = true;
    light("");
  }
  const plain = !event.ctrlKey && !event.metaKey && !event.altKey;
  const record = event.target.closest?.(RECORD);
  if (plain && record && event.key in KEYS && !event.target.closest("input, select, textarea")) {
    event.preventDefault();
    record.querySelector(KEYS[event.key])?.click();
  }
});
// Words that were typed by hand have no place of their own.
document.addEventListener("input", (event) => {
  const form = event.target.name === "words" ? event.target.form : null;
  if (form) form.elements.start.value = form.elements.end.value = "";
});
document.addEventListener("htmx:after:swap", () => {
  lit = "";
  document.querySelector(".change form select, .change form input:not([type=hidden])")?.focus();
});
