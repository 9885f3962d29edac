// What is written into the workbook's files: one change after the other, the last of each field first.

import { word } from "./labels.js";

/** How long it takes until what could not be sent is sent again, in milliseconds. */
const AGAIN = 2000;

export class Pen {
  #tools;
  /** The version of each file that the changes are made to. */
  #versions = new Map();
  /** What waits to be sent: of one field, the last value alone. */
  #waiting = new Map();
  #busy = false;
  #timer;

  constructor(tools) {
    this.#tools = tools;
    addEventListener("beforeunload", (event) => this.#waiting.size > 0 && event.preventDefault());
  }

  /** Takes note of the version of a file. */
  know(file, version) {
    this.#versions.set(file, version);
  }

  /** The version of a file that was seen last. */
  version(file) {
    return this.#versions.get(file);
  }

  /** Whether something is not on disk yet. */
  get busy() {
    return this.#busy || this.#waiting.size > 0;
  }

  /** Whether a value of a path is not on disk yet. */
  waits(file, path) {
    return this.#waiting.has(key(file, path)) || this.#sent === key(file, path);
  }

  #sent;

  /** Sets a value; `told` hears what came of it. */
  set(file, path, value, typed, told) {
    const wish = { do: value === null ? "unset" : "set", file, path };
    if (value !== null) Object.assign(wish, { value, typed });
    this.#waiting.set(key(file, path), { wish, told });
    this.#tools.state();
    this.#send();
  }

  /** Does something else, after all that waits. */
  act(wish) {
    return new Promise((told) => {
      this.#waiting.set(key(wish.file ?? "", [wish.do, Math.random()]), { wish, told });
      this.#tools.state();
      this.#send();
    });
  }

  async #send() {
    if (this.#busy) return;
    const next = this.#waiting.entries().next().value;
    if (!next) return;
    const [name, { wish, told }] = next;
    this.#waiting.delete(name);
    this.#busy = true;
    this.#sent = name;
    const version = this.#versions.get(wish.file);
    const body = JSON.stringify("path" in wish || wish.do === "remove-chapter" ? { ...wish, version } : wish);
    try {
      const answer = await fetch("write", { method: "POST", body });
      const outcome = await answer.json().catch(() => ({ trouble: "disk", why: answer.statusText }));
      if (outcome.version) this.#versions.set(outcome.file, outcome.version);
      this.#done(name);
      told?.(outcome);
      this.#tools.state(outcome);
    } catch {
      // The program does not answer: what was meant stays, and is sent again.
      if (!this.#waiting.has(name)) this.#waiting.set(name, { wish, told });
      this.#done(name);
      this.#tools.state({ trouble: "gone", why: word("unsaved") });
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => this.#send(), AGAIN);
      return;
    }
    this.#send();
  }

  #done() {
    this.#busy = false;
    this.#sent = undefined;
  }

  /** Lays a picture beside the texts, and names it in a field; without a path, makes a chapter of a text. */
  async drop(file, path, picture) {
    const query = new URLSearchParams({ file, name: picture.name });
    if (path) {
      query.set("path", JSON.stringify(path));
      query.set("version", this.#versions.get(file));
    }
    const answer = await fetch(`drop?${query}`, { method: "POST", body: picture }).catch(() => undefined);
    const outcome = answer ? await answer.json().catch(() => ({ trouble: "disk", why: answer.statusText })) : { trouble: "gone", why: word("unsaved") };
    if (outcome.version) this.#versions.set(outcome.file, outcome.version);
    this.#tools.state(outcome);
    return outcome;
  }
}

function key(file, path) {
  return JSON.stringify([file, path]);
}
