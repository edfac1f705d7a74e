// Keys for those who do not use a mouse, and addresses without empty fields. See the footer.
"use strict";

function isTyping(target) {
  return target.closest("input, select, textarea, [contenteditable]") !== null;
}

// Moves the focus to the first link of the next (or previous) story, hit or report.
function step(by) {
  const items = [...document.querySelectorAll("[data-item]")].filter((e) => e.offsetParent !== null);
  const at = items.findIndex((item) => item.contains(document.activeElement));
  const next = items[at < 0 ? (by > 0 ? 0 : items.length - 1) : at + by];
  const link = next?.querySelector("a, button, summary");
  link?.focus();
  next?.scrollIntoView({ block: "nearest" });
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
  if (event.key === "/") {
    event.preventDefault();
    (document.querySelector("[data-search]") ?? document.querySelector("#find")).focus();
  } else if (event.key === "j") {
    step(1);
  } else if (event.key === "k") {
    step(-1);
  }
});

// A form that was hardly filled in gives a short address.
document.addEventListener("submit", (event) => {
  if (event.target.method !== "get") return;
  for (const field of event.target.elements) {
    if (field.name && field.value === "") field.disabled = true;
  }
  setTimeout(() => {
    for (const field of event.target.elements) field.disabled = false;
  });
});
document.addEventListener("htmx:config:request", (event) => {
  const { request } = event.detail.ctx;
  if (request.method !== "GET" || !(request.body instanceof FormData)) return;
  for (const [name, value] of [...request.body.entries()]) {
    if (value === "") request.body.delete(name);
  }
});
