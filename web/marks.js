// Buttons for the marks of Markdown in a text.

import { make } from "./dom.js";
import { word } from "./labels.js";

/** The buttons above a text. */
export function marks(area) {
  const button = (name, text, act) =>
    make("button", { type: "button", class: `mark-${name}`, title: word(name), "aria-label": word(name), onclick: () => act(area) }, text);
  return make(
    "div",
    { class: "marks", role: "group", "aria-label": word("marks") },
    button("bold", "B", (area) => around(area, "**", "**", word("bold"))),
    button("italic", "I", (area) => around(area, "*", "*", word("italic"))),
    button("list", "–", lines),
    button("link", "→", link),
    button("note", "¹", note),
  );
}

/** Puts something in the place of what is chosen, as if it was typed, so that the browser can take it back. */
function type(area, text, from, to) {
  area.focus();
  area.setSelectionRange(from, to);
  if (!document.execCommand("insertText", false, text)) {
    area.setRangeText(text, from, to, "end");
    area.dispatchEvent(new Event("input", { bubbles: true }));
  }
}

/** Puts marks around what is chosen, or takes them away. */
function around(area, before, after, empty) {
  const { selectionStart: from, selectionEnd: to, value } = area;
  const chosen = value.slice(from, to);
  if (value.slice(from - before.length, from) === before && value.slice(to, to + after.length) === after && chosen) {
    type(area, chosen, from - before.length, to + after.length);
    area.setSelectionRange(from - before.length, to - before.length);
    return;
  }
  const text = chosen || empty;
  type(area, before + text + after, from, to);
  area.setSelectionRange(from + before.length, from + before.length + text.length);
}

/** Makes a list of the lines that are chosen, or of the one that one is in. */
function lines(area) {
  const { value } = area;
  const from = value.lastIndexOf("\n", area.selectionStart - 1) + 1;
  const next = value.indexOf("\n", area.selectionEnd);
  const to = next < 0 ? value.length : next;
  const all = value.slice(from, to).split("\n");
  const listed = all.every((line) => line.startsWith("- "));
  const made = all.map((line) => (listed ? line.slice(2) : `- ${line}`)).join("\n");
  // A list begins after an empty line.
  const gap = !listed && from > 0 && value.slice(0, from).split("\n").at(-2)?.trim() && !value.slice(0, from).split("\n").at(-2).startsWith("- ") ? "\n" : "";
  type(area, gap + made, from, to);
}

function link(area) {
  const { selectionStart: from, selectionEnd: to, value } = area;
  const chosen = value.slice(from, to) || word("link");
  const text = `[${chosen}](https://)`;
  type(area, text, from, to);
  area.setSelectionRange(from + text.length - 1, from + text.length - 1);
}

/** Adds a note: its sign where one is, and its text at the end. */
function note(area) {
  const { selectionEnd: at, value } = area;
  let number = 1;
  while (value.includes(`[^${number}]`)) number += 1;
  const sign = `[^${number}]`;
  const rest = value.slice(at);
  const end = /\n\[\^[^\]]+\]:[^\n]*$/.test(value) ? "\n" : "\n\n";
  const text = `${sign}${rest}${end}${sign}: `;
  type(area, text, at, value.length);
  area.setSelectionRange(area.value.length, area.value.length);
}
