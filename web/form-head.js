// What stands above the fields of a form.

import { make, sign } from "./dom.js";
import { word } from "./labels.js";
import { typeName } from "./labels-of-keys.js";

const name = (path) => JSON.stringify(path);

/** What stands above the fields: where one is, and what can be done with the part as a whole. */
export function head(told, form, tools) {
  const whole = told.part === "block" && make("button", { type: "button", class: "crumb", onclick: () => form.open(told.file, { path: "[]" }, false) }, told.title || told.file);
  const book = told.file !== "workbook.toml" && make("button", { type: "button", class: "crumb", onclick: () => form.open("workbook.toml", { path: "[]" }, false) }, word("workbook"));
  const title = told.part === "block" ? typeName(told.type) : told.part === "chapter" ? told.title || told.file : told.part === "cell" ? word("cell") : word("workbook");
  const block = told.part === "block" && acts(told, form, tools);
  const where = make("button", { type: "button", class: "where", title: word("place"), onclick: (event) => tools.where({ file: told.file, line: told.line ?? 1 }, event) }, `${told.file}${told.line > 1 ? `:${told.line}` : ""}`);
  return make(
    "div",
    { class: "head" },
    make("p", { class: "crumbs" }, book, whole),
    make("div", { class: "title" }, make("h2", { tabindex: -1, "data-type": told.type }, title), sign("close", word("close"), () => tools.beside(false))),
    block,
    told.part === "chapter" && chapter(told, form, tools),
    make("p", { class: "kept" }, where, make("span", { class: "state", role: "status" })),
  );
}

/** What can be done to a block as a whole. */
function acts(told, form, tools) {
  const { path, index, count } = told;
  const step = (by) => form.open(told.file, { path: name(["block", index + by]) }, false);
  return make(
    "div",
    { class: "acts", role: "toolbar", "aria-label": word("blockActs") },
    sign("previous", word("blockBefore"), () => step(-1), { disabled: index === 0 }),
    make("span", { class: "count" }, word("blockOf", index + 1, count)),
    sign("next", word("blockAfter"), () => step(1), { disabled: index + 1 >= count }),
    make("span", { class: "gap" }),
    sign("up", word("up"), () => form.move(path, index - 1), { disabled: index === 0 }),
    sign("down", word("down"), () => form.move(path, index + 1), { disabled: index + 1 >= count }),
    sign("copy", word("duplicate"), () => form.duplicate(path)),
    sign("remove", word("remove"), () => form.remove(path)),
    make("button", { type: "button", class: "word add", onclick: () => tools.menu() }, word("addBlock")),
  );
}

/** What can be done to a chapter as a whole. */
function chapter(told, form, tools) {
  const blocks = told.count > 0 && make("button", { type: "button", class: "word", onclick: () => form.open(told.file, { path: name(["block", 0]) }, false) }, word("blocks", told.count));
  return make(
    "div",
    { class: "acts" },
    blocks,
    make("button", { type: "button", class: "word", onclick: () => removeChapter(told, form, tools) }, word("removeChapter")),
    make("button", { type: "button", class: "word add", onclick: () => tools.menu() }, word("addBlock")),
  );
}

async function removeChapter(told, form, tools) {
  if (!confirm(word("sureChapter", told.title || told.file))) return;
  const outcome = await form.pen.act({ do: "remove-chapter", file: told.file });
  if (!outcome.trouble) tools.beside(false);
}
