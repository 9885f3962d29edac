// Elements, made in one line.

/** An element with its attributes, listeners (`onclick`) and what is in it. */
export function make(name, attributes = {}, ...within) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
    else if (value === true) element.setAttribute(key, "");
    else if (value !== false && value !== undefined && value !== null) element.setAttribute(key, value);
  }
  element.append(...within.filter((each) => each !== undefined && each !== null && each !== false));
  return element;
}

const SIGNS = {
  up: "M10 16V4M5 9l5-5 5 5",
  down: "M10 4v12M5 11l5 5 5-5",
  copy: "M7 7h9v9H7zM4 13V4h9",
  remove: "M5 5l10 10M15 5 5 15",
  add: "M4 10h12M10 4v12",
  close: "M5 5l10 10M15 5 5 15",
  previous: "M12.5 4 6.5 10l6 6",
  next: "m7.5 4 6 6-6 6",
  undo: "M8 5 4 9l4 4M4 9h8a4 4 0 0 1 0 8H9",
  redo: "m12 5 4 4-4 4M16 9H8a4 4 0 0 0 0 8h3",
};

/** A button with a sign, and a name for who does not see it. */
export function sign(name, label, act, attributes = {}) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("viewBox", "0 0 20 20");
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  path.setAttribute("d", SIGNS[name]);
  svg.append(path);
  return make("button", { type: "button", "aria-label": label, title: label, onclick: act, ...attributes }, svg);
}
