// The form beside the pages: the part of a file that one has clicked, key by key.

import { make } from "./dom.js";
import { all, gist, show } from "./field.js";
import { head } from "./form-head.js";
import { word } from "./labels.js";
import { Pen } from "./pen.js";

const name = (path) => JSON.stringify(path);

export class Form {
  #aside;
  #tools;
  #told;
  #open = new Set();
  #quiet = false;
  pen;

  constructor(aside, tools) {
    this.#aside = aside;
    this.#tools = tools;
    this.pen = new Pen({ state: (outcome) => this.#state(outcome) });
    aside.addEventListener("toggle", (event) => this.#toggled(event.target), true);
    aside.addEventListener("dragover", (event) => event.preventDefault());
    aside.addEventListener("drop", (event) => this.#dropped(event));
  }

  /** Whether a part is shown. */
  get shown() {
    return !this.#aside.hidden && this.#told !== undefined;
  }

  /** Where one is: a file, and the path of a part. */
  get place() {
    return this.#told && { file: this.#told.file, path: this.#told.path, part: this.#told.part, index: this.#told.index };
  }

  /** Shows the part around a byte of a file, or at a path, with the cursor in its text. */
  async open(file, wanted, quiet = true) {
    const told = await this.#ask(file, wanted);
    if (!told) return;
    this.#quiet = quiet;
    this.#build(told);
    this.#tools.beside(true);
    this.#focus(told.cursor);
    this.#quiet = false;
  }

  async #ask(file, wanted) {
    const told = await this.#tools.ask("form", { file, ...wanted });
    if (told?.version) this.pen.know(file, told.version);
    return told;
  }

  /** Shows the same part as it is now; what is being typed stays. */
  async refresh() {
    const before = this.#told;
    if (!before || !this.shown || this.pen.busy) return;
    const { file } = before;
    const since = this.pen.version(file) ?? before.version;
    const told = await this.#tools.ask("form", { file, path: name(before.path), since });
    // What was asked before something was typed is old.
    if (!told || this.pen.busy || this.#told !== before || this.pen.version(file) !== since) return;
    this.pen.know(file, told.version);
    if (shape(told) === shape(before)) {
      this.#told = told;
      this.#values(told.fields ?? []);
      return;
    }
    this.#again(told);
  }

  /** Builds the form anew, and goes back to where one was. */
  #again(told) {
    const active = document.activeElement;
    const path = this.#aside.contains(active) ? active.dataset?.path : undefined;
    const chosen = path && [active.selectionStart, active.selectionEnd];
    const { scrollTop } = this.#aside;
    this.#quiet = true;
    this.#build(told);
    this.#aside.scrollTop = scrollTop;
    const field = path && this.#field(path);
    if (field) {
      field.focus({ preventScroll: true });
      if (chosen[0] !== null && chosen[0] !== undefined) field.setSelectionRange?.(...chosen);
    }
    this.#quiet = false;
  }

  #values(fields) {
    for (const told of fields) {
      if (told.fields) this.#values(told.fields);
      if (told.items) this.#values(told.items);
      const made = this.#field(name(told.path));
      if (made && !this.pen.waits(this.#told.file, told.path) && !made.dataset.conflict) show(made, told);
      const card = this.#aside.querySelector(`[data-card='${CSS.escape(name(told.path))}'] .about`);
      const about = card && `${told.path.at(-1) + 1}. ${gist(told)}`;
      if (card && card.textContent !== about) card.textContent = about;
    }
  }

  #field(path) {
    return this.#aside.querySelector(`[data-path="${CSS.escape(path)}"]`);
  }

  #build(told) {
    if (this.#told?.file !== told.file || name(this.#told.path ?? []) !== name(told.path ?? [])) this.#open.clear();
    this.#told = told;
    // What one has clicked is open.
    for (let at = 1; told.cursor && at <= told.cursor.path.length; at += 1) this.#open.add(name(told.cursor.path.slice(0, at)));
    const body = make("div", { class: "fields" });
    if (told.part === "broken" || told.part === "gone") body.append(make("p", { class: "none" }, word(told.part === "gone" ? "partGone" : "partBroken")));
    else body.append(...all(told.fields ?? [], this));
    this.#aside.replaceChildren(head(told, this, this.#tools), body);
  }

  /** Whether a card is open. */
  opens(path) {
    return this.#open.has(name(path));
  }

  #toggled(details) {
    const card = details.dataset?.card;
    if (!card) return;
    if (details.open) this.#open.add(card);
    else this.#open.delete(card);
    for (const area of details.querySelectorAll("textarea")) area.dispatchEvent(new Event("shown"));
  }

  /** Puts the cursor where one has clicked. */
  #focus({ path, at } = { path: [] }) {
    for (let depth = path.length; depth > 0; depth -= 1) {
      const wanted = name(path.slice(0, depth));
      const field = this.#field(wanted) ?? this.#aside.querySelector(`[data-field="${CSS.escape(wanted)}"] [data-path]`);
      if (!field) continue;
      for (let outer = field.closest("details"); outer; outer = outer.parentElement.closest("details")) outer.open = true;
      field.focus({ preventScroll: true });
      if (depth === path.length && field.tagName === "TEXTAREA") field.setSelectionRange(at, at);
      this.#reveal(field);
      return;
    }
    const first = [...this.#aside.querySelectorAll(".fields [data-path]")].find((field) => field.checkVisibility());
    (first ?? this.#aside.querySelector("h2")).focus({ preventScroll: true });
    this.#aside.scrollTop = 0;
  }

  /** Scrolls the form, and nothing around it, so that a field is seen. */
  #reveal(field) {
    const [outer, inner] = [this.#aside, field].map((each) => each.getBoundingClientRect());
    const room = Math.max(0, outer.height - inner.height) / 2;
    this.#aside.scrollTop += inner.top - outer.top - Math.max(room, 120);
  }

  /** Writes a value, and says beside its field what came of it. */
  write(path, value, typed, made) {
    const { file } = this.#told;
    this.pen.set(file, path, value, typed, (outcome) => this.#wrote(file, path, value, made, outcome));
  }

  async #wrote(file, path, value, made, outcome) {
    const box = made.closest(".field")?.querySelector(".trouble");
    if (!outcome.trouble) {
      delete made.dataset.conflict;
      box?.replaceChildren();
      return;
    }
    if (outcome.trouble !== "conflict") return box?.replaceChildren(make("p", {}, word("notSaved", why(outcome))));
    // Both versions are shown, and one is chosen.
    made.dataset.conflict = "yes";
    const theirs = outcome.theirs === null ? word("removed") : `${outcome.theirs}`;
    const settle = async (mine) => {
      delete made.dataset.conflict;
      const told = await this.#ask(file, { path: name(path) });
      box?.replaceChildren();
      if (mine) this.write(path, value, false, made);
      else if (told) this.#again(told);
    };
    box?.replaceChildren(
      make("p", {}, word("conflict")),
      make("blockquote", {}, theirs),
      make("button", { type: "button", class: "word", onclick: () => settle(false) }, word("takeTheirs")),
      make("button", { type: "button", class: "word", onclick: () => settle(true) }, word("keepMine")),
    );
  }

  /** A field was entered: its place on the page lights up. */
  focused(path) {
    if (!this.#quiet) this.#tools.light(this.#told.file, path);
  }

  async #act(wish, to) {
    const { file } = this.#told;
    const outcome = await this.pen.act({ file, ...wish });
    if (outcome.trouble) return this.#trouble(outcome);
    if (to) await this.open(file, { path: name(to) });
    else this.#again(await this.#ask(file, { path: name(this.#told.path) }));
    this.#tools.acted();
    return outcome;
  }

  insert(path) {
    this.#open.add(name(path));
    return this.#act({ do: "insert", path }).then(() => this.#focus({ path, at: 0 }));
  }

  duplicate(path) {
    return this.#act({ do: "copy", path }, this.#isBlock(path) ? [path[0], path[1] + 1] : undefined);
  }

  remove(path) {
    const { index, count } = this.#told;
    const next = this.#isBlock(path) ? (count > 1 ? ["block", Math.min(index, count - 2)] : []) : undefined;
    return this.#act({ do: "remove", path }, next);
  }

  move(path, to) {
    return this.#act({ do: "move", path, to }, this.#isBlock(path) ? [path[0], to] : undefined);
  }

  #isBlock(path) {
    return path.length === 2 && path[0] === "block";
  }

  /** Adds a block of a type after the one that is shown. */
  async add(kind) {
    const { file, part, index, count } = this.#told;
    const path = ["block", part === "block" ? index + 1 : part === "chapter" ? 0 : count];
    await this.#act({ do: "block", path, kind }, path);
  }

  /** Lays a picture beside the texts, and names it at a path; without one, where a picture is, or in a new block. */
  async drop(path, picture) {
    if (!path) {
      const near = document.activeElement.closest?.(".card")?.querySelector("[data-kind=path]") ?? this.#aside.querySelector("[data-kind=path]");
      if (near) return this.drop(JSON.parse(near.dataset.path), picture);
      await this.add("figure");
      return this.drop([...this.#told.path, "image"], picture);
    }
    const outcome = await this.pen.drop(this.#told.file, path, picture);
    if (outcome.trouble) return this.#trouble(outcome);
    this.#again(await this.#ask(this.#told.file, { path: name(this.#told.path) }));
    // Who cannot see it is told what it shows.
    const alt = this.#field(name([...path.slice(0, -1), "alt"]));
    alt?.closest("details")?.setAttribute("open", "");
    alt?.focus();
    alt?.select?.();
    return outcome;
  }

  /** Makes a chapter of a text from elsewhere, and tells what of it could not be placed. */
  async take(file, text) {
    const outcome = await this.pen.drop(file, undefined, text);
    if (outcome.trouble) return this.#trouble(outcome);
    await this.open(outcome.file, { path: "[]" });
    this.#tools.acted();
    const left = outcome.left.map(({ what, words }) => make("li", {}, `${what}: ${words}`));
    if (left.length > 0) this.#aside.querySelector(".fields").prepend(make("div", { class: "trouble", role: "alert" }, make("p", {}, word("left", text.name)), make("ul", {}, ...left)));
  }

  #dropped(event) {
    const [file] = event.dataTransfer.files;
    if (!file) return;
    event.preventDefault();
    if (isText(file)) return this.take(this.#told.file, file);
    const near = event.target.closest?.("[data-field]")?.querySelector("[data-kind=path]") ?? this.#aside.querySelector("[data-kind=path]");
    this.drop(near && JSON.parse(near.dataset.path), file);
  }

  /** Takes the last change back, or makes it again, and goes to where it was. */
  async turn(back) {
    const outcome = await this.pen.act({ do: back ? "undo" : "redo" });
    if (outcome.trouble) return outcome.trouble === "nothing" ? undefined : this.#trouble(outcome);
    if (!outcome.version) return this.#tools.beside(false);
    await this.open(outcome.file, { path: name(outcome.path) });
    this.#tools.acted();
  }

  #trouble(outcome) {
    this.#state(outcome);
    this.#tools.say(why(outcome));
    this.refresh();
  }

  /** Says whether all is on disk. */
  #state(outcome) {
    const state = this.#aside.querySelector(".state");
    if (!state) return;
    const trouble = outcome?.trouble && outcome.trouble !== "nothing";
    const text = trouble ? why(outcome) : this.pen.busy ? word("saving") : word("saved");
    if (state.textContent !== text) state.textContent = text;
    state.classList.toggle("bad", Boolean(trouble));
  }
}

/** A form without what its keys hold: two of the same shape have the same fields. */
function shape(told) {
  const one = (each) => [name(each.path), each.kind, each.set, each.words?.length, each.fields?.map(one), each.items?.map(one)];
  return JSON.stringify([told.part, told.path, told.type, told.count, told.title, (told.fields ?? []).map(one)]);
}

/** Whether a file is to become a chapter. */
export function isText(file) {
  return /\.(docx|docm|md|markdown|csv|txt|doc|odt|rtf|html?)$/i.test(file.name);
}

/** Why something was not written, in words. */
function why({ trouble, why }) {
  const words = { conflict: "conflictAct", foreign: "troubleForeign", gone: "unsaved" };
  return words[trouble] ? word(words[trouble]) : (why ?? word("troubleOther"));
}
