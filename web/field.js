// One key of a form: its name, what it is for, and a field for what it holds.

import { make, sign } from "./dom.js";
import { word } from "./labels.js";
import { keyName as label } from "./labels-of-keys.js";
import { marks } from "./marks.js";

let count = 0;

const name = (path) => JSON.stringify(path);

/** A field, with all that is in it. `form` writes and knows. */
export function field(told, form) {
  if (told.kind === "list") return list(told, form);
  if (told.kind === "table" || told.kind === "map") return table(told, form);
  return simple(told, form);
}

function simple(told, form) {
  count += 1;
  const id = `field-${count}`;
  const made = input(told, id);
  made.dataset.path = name(told.path);
  made.dataset.kind = told.kind;
  if (told.help) made.setAttribute("aria-describedby", `${id}-help`);
  if (told.required) made.required = true;
  show(made, told);
  const typed = made.tagName === "TEXTAREA" || made.type === "text";
  made.addEventListener("input", () => {
    grow(made);
    const value = read(made, told);
    if (value !== undefined && (value !== null || !told.required)) form.write(told.path, value, typed, made);
  });
  // A text that is left empty is as good as none; while one types, it keeps its place.
  made.addEventListener("change", () => typed && made.value === "" && !told.required && form.write(told.path, null, false, made));
  made.addEventListener("focus", () => form.focused(told.path));
  const whole = make(
    "div",
    { class: `field ${told.kind}`, "data-field": name(told.path) },
    make("label", { for: id }, label(told.key ?? told.path.at(-1)), told.required && make("span", { class: "must" }, word("must"))),
    told.kind === "rich" && marks(made),
    made,
    told.kind === "path" && picture(told, form),
    told.help && make("p", { class: "help", id: `${id}-help` }, make("code", {}, told.key), " ", told.help, told.default && ` (${told.default})`),
    make("div", { class: "trouble", role: "alert" }),
  );
  queueMicrotask(() => grow(made));
  return whole;
}

function input(told, id) {
  const text = { id, autocomplete: "off" };
  switch (told.kind) {
    case "word":
      return select(id, told.required ? told.words : ["", ...told.words]);
    case "switch":
      return select(id, ["", "true", "false"], ["", word("yes"), word("no")]);
    case "integer":
    case "decimal":
      return make("input", { ...text, type: "number", step: told.kind === "integer" ? 1 : "any", min: told.low > -1e9 ? told.low : undefined, max: told.high < 4e9 ? told.high : undefined });
    case "date":
      return make("input", { ...text, type: "date" });
    case "text":
    case "inline":
    case "rich":
    case "mixed":
      return make("textarea", { ...text, rows: told.kind === "rich" ? 4 : 1, spellcheck: "true" });
    default:
      return make("input", { ...text, type: "text", spellcheck: "false" });
  }
}

function select(id, values, texts = values) {
  return make("select", { id }, ...values.map((value, at) => make("option", { value }, texts[at])));
}

/** Shows what a key holds. */
export function show(made, told) {
  const value = told.value === null || told.value === undefined ? "" : `${told.value}`;
  if (made.tagName === "SELECT" && ![...made.options].some((option) => option.value === value)) {
    made.append(make("option", { value }, value));
  }
  made.dataset.saved = value;
  if (made.value === value) return;
  // What one has chosen stays chosen, as far as it can.
  const at = document.activeElement === made ? [made.selectionStart, made.selectionEnd] : undefined;
  made.value = value;
  if (at && at[0] !== null) made.setSelectionRange?.(...at.map((each) => Math.min(each, value.length)));
  grow(made);
}

/** What a field says, as its key takes it; nothing where it is none yet. */
function read(made, told) {
  const { value } = made;
  switch (told.kind) {
    case "integer":
    case "decimal":
      return value === "" ? (made.validity.badInput ? undefined : null) : Number(value);
    case "mixed":
      return /^\d+$/.test(value.trim()) ? Number(value) : value;
    case "switch":
      return value === "" ? null : value === "true";
    case "date":
      return value === "" ? null : { date: value };
    default:
      return value;
  }
}

function grow(made) {
  if (made.tagName !== "TEXTAREA") return;
  made.style.height = "0";
  made.style.height = `${made.scrollHeight + 2}px`;
}

/** Where a picture is chosen, or dropped. */
function picture(told, form) {
  const chooser = make("input", { type: "file", accept: "image/*,.svg,.pdf", class: "hidden", tabindex: -1, "aria-hidden": "true", onchange: () => chooser.files[0] && form.drop(told.path, chooser.files[0]) });
  return make("div", { class: "choose" }, make("button", { type: "button", class: "word", onclick: () => chooser.click() }, word("choose")), make("span", {}, word("orDrop")), chooser);
}

function table(told, form) {
  const legend = label(told.key ?? told.path.at(-1));
  return make("fieldset", { class: "field part", "data-field": name(told.path) }, make("legend", {}, legend), told.help && make("p", { class: "help" }, told.help), ...all(told.fields, form));
}

/** Fields: those that are there first, and the others where one asks for more. */
export function all(fields, form) {
  const shown = fields.filter((each) => each.set || each.required);
  const others = fields.filter((each) => !each.set && !each.required);
  const more = others.length > 0 && make("details", { class: "more" }, make("summary", {}, word("more")), ...others.map((each) => field(each, form)));
  return [...shown.map((each) => field(each, form)), more].filter(Boolean);
}

function list(told, form) {
  const { path, items } = told;
  const plain = items.every((item) => !item.fields && item.kind !== "list");
  const made = items.map((item, at) => (plain ? one(item, at, told, form) : card(item, at, told, form)));
  const add = make("button", { type: "button", class: "word add", disabled: items.length >= told.most, onclick: () => form.insert([...path, items.length]) }, word("addItem"));
  return make(
    "fieldset",
    { class: "field items", "data-field": name(path) },
    make("legend", {}, label(told.key ?? path.at(-1)), told.required && make("span", { class: "must" }, word("must"))),
    told.help && make("p", { class: "help" }, told.help),
    make("ol", {}, ...made),
    add,
  );
}

function tools(at, told, form) {
  const path = [...told.path, at];
  return make(
    "div",
    { class: "acts" },
    sign("up", word("up"), () => form.move(path, at - 1), { disabled: at === 0 }),
    sign("down", word("down"), () => form.move(path, at + 1), { disabled: at + 1 >= told.items.length }),
    sign("copy", word("duplicate"), () => form.duplicate(path), { disabled: told.items.length >= told.most }),
    sign("remove", word("remove"), () => form.remove(path), { disabled: told.items.length <= told.least && told.required }),
  );
}

function one(item, at, told, form) {
  return make("li", { class: "one" }, simple({ ...item, key: at, required: true }, form), tools(at, told, form));
}

/** An item that is a table: closed, it says what it is about. */
function card(item, at, told, form) {
  const open = form.opens(item.path);
  const details = make("details", { class: "card", open, "data-field": name(item.path), "data-card": name(item.path) });
  const about = make("span", { class: "about" }, `${at + 1}. ${gist(item)}`);
  details.append(make("summary", {}, about), tools(at, told, form), ...all(item.fields ?? [item], form));
  return make("li", {}, details);
}

/** The keys that say most of an item. */
const SPEAKING = ["heading", "what", "name", "term", "title", "label", "prompt", "text", "body", "caption"];

/** The first words of an item. */
export function gist(item) {
  const said = (item.fields ?? [item]).filter((each) => each.set && each.value && !["word", "switch"].includes(each.kind));
  const best = SPEAKING.map((key) => said.find((each) => each.key === key)).find(Boolean) ?? said[0];
  const text = `${best?.value ?? ""}`.replace(/\s+/g, " ");
  return text.length > 60 ? `${text.slice(0, 58)}…` : text;
}
