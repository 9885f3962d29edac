// The page as a whole: what is asked of the program, and who does what with the answers.

import { Book } from "./book.js";
import { Findings } from "./findings.js";
import { Form, isText } from "./form.js";
import { keys } from "./keys.js";
import { count, label, word } from "./labels.js";
import { Memory } from "./memory.js";
import { Menu } from "./menu.js";
import { Search } from "./search.js";
import { Strip } from "./strip.js";

label();

const find = (id) => document.getElementById(id);
const memory = new Memory();
const narrow = matchMedia("(max-width: 760px)");

/** Says something to who listens to the page. */
function say(text) {
  find("live").textContent = text;
}

/** Asks the program for something that it works out. */
async function ask(what, parts) {
  const answer = await fetch(`${what}?${new URLSearchParams({ view: view(), ...parts })}`).catch(() => undefined);
  return answer?.ok ? answer.json() : undefined;
}

const view = () => memory.view;
const strip = new Strip(find("strip"), (index) => book.go(index));
const book = new Book(find("desk"), { ask, memory, narrow, place, moved });
const search = new Search(find("search"), ask, book);
const findings = new Findings(find("findings"), {
  go: (index) => book.go(index),
  open,
  flash: async ({ file, range }) => {
    const boxes = file && range ? await ask("locate", { file, start: range[0], end: range[1] }) : [];
    book.flash(boxes ?? []);
  },
});

const menu = new Menu(find("menu"), ask);
const form = new Form(find("form"), {
  ask,
  beside: (open) => {
    find("form").hidden = !open;
    book.resized();
    if (!open) find("desk").focus();
  },
  light: async (file, path) => book.flash((await ask("locate", { file, path: JSON.stringify(path) })) ?? []),
  where: (place, event) => open(place, [event.clientX, event.clientY]),
  menu: () => menu.open({ block: (kind) => form.add(kind), chapter: newChapter }),
  say,
  acted: () => {
    lit = true;
  },
});

let shown;
let events;
/** Whether what was done last is to be shown once it is laid out. */
let lit = false;

/** Whether a click goes into the text. */
const writes = () => Boolean(shown?.writes) && (memory.write ?? !shown.editor);

/** Adds a chapter after the one that is shown, or after the last. */
async function newChapter(style) {
  const { chapters } = await ask("types", {});
  const { file } = form.place ?? {};
  const after = chapters.includes(file) ? file : (chapters.at(-1) ?? "");
  const outcome = await form.pen.act({ do: "chapter", file: after, style });
  if (outcome.trouble) return;
  await form.open(outcome.file, { path: "[]" });
  lit = true;
}

/** Follows a view from now on. */
function follow() {
  events?.close();
  events = new EventSource(`events?${new URLSearchParams({ view: view() })}`);
  events.onmessage = (event) => show(JSON.parse(event.data));
  events.onopen = () => warn();
  events.onerror = () => warn(word("gone"));
}

/** Shows what the program told. */
function show(told) {
  const before = shown;
  shown = told;
  if (told.view !== null && told.view !== memory.view) memory.view = told.view;
  document.title = told.title ? `${told.title} – Werkboek` : "Werkboek";
  find("title").textContent = told.title || "Werkboek";
  find("state").textContent = told.busy ? word("busy") : "";
  views(told);
  const changed = book.show(told, inks());
  strip.show(told, book.index, inks());
  if (!told.busy) findings.show(told.findings);
  button(told.findings);
  warn();
  if (before && changed.length > 0) {
    const page = told.pages[changed[0]];
    say(changed.length === 1 ? word("changed", page.number) : word("changes", changed.length));
  }
  if (before && !told.busy && told.findings.length !== before.findings.length) say(count(told.findings.length));
  if (before?.broken && !told.broken) say(word("again"));
  if (told.pages) search.again();
  pens(told);
  document.body.dataset.revision = told.revision;
}

/** What can be written, and taken back. */
function pens(told) {
  find("writing").hidden = !told.writes;
  find("write").setAttribute("aria-pressed", writes());
  const [back, again] = told.turns ?? [false, false];
  find("undo").disabled = !back;
  find("redo").disabled = !again;
  form.refresh();
  if (!lit || told.broken) return;
  lit = false;
  const { file, path } = form.place ?? {};
  if (file && path.length > 0) ask("locate", { file, path: JSON.stringify(path) }).then((boxes) => boxes && book.flash(boxes));
}

/** Says what is amiss with what is seen. */
function warn(lost) {
  const text = lost ?? (!shown?.pages ? "" : shown.broken ? word("broken") : shown.stale ? word("stale") : "");
  const warning = find("warning");
  if (warning.textContent !== text) warning.textContent = text;
  warning.hidden = text === "";
}

/** The views and inks that there are to choose from. */
function views(told) {
  const names = told.views.map((each) => [each.name, each.kind === "book" ? word("bookView") : word(each.kind, each.name)]);
  fill(find("view"), names, memory.view);
  const now = told.views.find((each) => each.name === memory.view);
  const choices = [];
  if (now?.proof) choices.push(["p", word("proof", now.proof)]);
  choices.push(["c", word("colours")]);
  for (const plate of now?.plates ?? []) choices.push([plate.id, word("plate", plate.name)]);
  fill(find("inks"), choices, memory.inks);
  find("inks-label").hidden = choices.length < 2;
}

/** The choices of a list, where they are others than before. */
function fill(list, choices, chosen) {
  const old = [...list.options].map((option) => option.value + option.text).join();
  if (old !== choices.map(([value, text]) => value + text).join()) {
    list.replaceChildren(...choices.map(([value, text]) => new Option(text, value)));
  }
  const known = choices.some(([value]) => value === chosen);
  list.value = known ? chosen : choices[0]?.[0] ?? "";
}

const inks = () => find("inks").value || "c";

/** What the button of the findings says. */
function button(list) {
  const button = find("findings-button");
  const number = document.createElement("b");
  number.textContent = list.length;
  button.replaceChildren(word("findings"), number);
  button.setAttribute("aria-label", count(list.length));
  button.classList.toggle("any", list.some((each) => each.error));
}

/** Where one is now. */
function moved(index, pages, zoom, fitted) {
  const page = pages[index];
  if (document.activeElement !== find("page")) find("page").value = page ? page.number : "";
  find("of").textContent = pages.length > 0 ? word("of", Math.max(...pages.map((each) => each.number))) : "";
  find("zoom").textContent = `${Math.round(zoom * 75)} %`;
  find("fit").setAttribute("aria-pressed", fitted);
  find("previous").disabled = index <= 0;
  find("next").disabled = index >= pages.length - 1;
  strip.at(index);
}

/** Tells where what was clicked is written, and opens the editor there if one was named. */
async function place(index, [x, y], at) {
  const found = await ask("place", { page: index, x, y });
  if (!found) return writes() ? form.open("workbook.toml", { path: "[]" }) : undefined;
  if (found.area) book.flash([{ page: index, area: found.area }]);
  if (writes()) await form.open(found.file, { byte: found.byte });
  else await open(found, at);
}

async function open({ file, line, column }, [left, top]) {
  const where = `${file}:${line}`;
  const box = find("found");
  box.hidden = false;
  box.querySelector("code").textContent = where;
  box.querySelector("button").textContent = word("copy");
  box.style.left = `${Math.max(8, Math.min(left, innerWidth - box.offsetWidth - 8))}px`;
  box.style.top = `${Math.max(8, Math.min(top + 14, innerHeight - box.offsetHeight - 8))}px`;
  say(word("where", where));
  if (!shown.editor) return;
  const body = JSON.stringify({ file, line: line ?? 1, column: column ?? 1 });
  const answer = await fetch("open", { method: "POST", body });
  const told = answer.ok ? await answer.json() : { why: answer.statusText };
  box.querySelector("code").textContent = told.opened ? where : word("unopened", told.why);
  say(told.opened ? word("opened", where) : word("unopened", told.why));
}

find("found").querySelector("button").addEventListener("click", async (event) => {
  const copied = navigator.clipboard?.writeText(find("found").querySelector("code").textContent);
  await copied?.then(() => (event.target.textContent = word("copied")), () => {});
});
addEventListener("pointerdown", (event) => {
  if (!find("found").contains(event.target)) find("found").hidden = true;
  if (!find("overlays").contains(event.target)) find("overlays").open = false;
});

find("undo").addEventListener("click", () => form.turn(true));
find("redo").addEventListener("click", () => form.turn(false));
find("write").addEventListener("click", () => {
  memory.write = !writes();
  find("write").setAttribute("aria-pressed", writes());
  if (writes()) edit();
  else find("form").hidden = true;
  book.resized();
});

/** Goes into the text of the page that is seen. */
async function edit() {
  const page = shown?.pages?.[book.index];
  if (!page || !shown.writes) return;
  memory.write = true;
  find("write").setAttribute("aria-pressed", true);
  const found = await ask("place", { page: book.index, x: page.size[0] / 2, y: page.size[1] / 3 });
  await form.open(found?.file ?? "workbook.toml", found ? { byte: found.byte } : { path: "[]" }, false);
}

find("desk").addEventListener("dragover", (event) => shown?.writes && event.preventDefault());
find("desk").addEventListener("drop", async (event) => {
  const [picture] = event.dataTransfer.files;
  if (!picture || !shown?.writes) return;
  event.preventDefault();
  const point = book.at(event);
  const found = point && (await ask("place", point));
  if (!found) return;
  await form.open(found.file, { byte: found.byte });
  if (isText(picture)) await form.take(found.file, picture);
  else await form.drop(undefined, picture);
  lit = true;
});

find("view").addEventListener("change", (event) => {
  memory.view = event.target.value;
  follow();
});
find("inks").addEventListener("change", (event) => {
  memory.inks = event.target.value;
  book.show(shown, inks());
  strip.show(shown, book.index, inks());
});
find("previous").addEventListener("click", () => book.turn(-1));
find("next").addEventListener("click", () => book.turn(1));
find("smaller").addEventListener("click", () => book.scale(-1));
find("larger").addEventListener("click", () => book.scale(1));
find("fit").addEventListener("click", () => book.fit());
find("page").addEventListener("change", (event) => {
  const index = shown?.pages?.findIndex((page) => `${page.number}` === event.target.value.trim());
  if (index >= 0) book.go(index);
  else moved(book.index, shown?.pages ?? [], book.zoom, memory.zoom === 0);
});
find("page").addEventListener("focus", (event) => event.target.select());

for (const box of find("overlays").querySelectorAll("input")) {
  box.checked = memory.overlays.includes(box.value);
  box.addEventListener("change", () => {
    memory.overlays = [...find("overlays").querySelectorAll("input:checked")].map((checked) => checked.value);
    book.guides();
  });
}

/** Shows or hides what stands beside the pages. */
function beside(id, open) {
  find(id).hidden = !open;
  find(`${id}-button`).setAttribute("aria-expanded", open);
  memory[id] = open;
  book.resized();
}
for (const id of ["strip", "findings"]) {
  find(`${id}-button`).addEventListener("click", () => beside(id, find(id).hidden));
}
beside("strip", memory.strip ?? !narrow.matches);
beside("findings", memory.findings ?? false);
button([]);

keys({ book, search, edit, turn: (back) => shown?.writes && form.turn(back), close: () => ((find("found").hidden = true), (find("overlays").open = false)), toggle: (id) => beside(id, find(id).hidden) });
follow();
