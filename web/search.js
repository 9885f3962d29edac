// Search in the text of the pages.

import { word } from "./labels.js";

/** How long one may pause in a word before it is looked for, in milliseconds. */
const PAUSE = 150;

export class Search {
  #field;
  #told;
  #ask;
  #book;
  #hits = [];
  #now = 0;
  #timer;

  constructor(form, ask, book) {
    this.#field = form.querySelector("input");
    this.#told = form.querySelector("output");
    this.#ask = ask;
    this.#book = book;
    this.#field.addEventListener("input", () => {
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => this.#look(true), PAUSE);
    });
    this.#field.addEventListener("keydown", (event) => {
      if (event.key === "Enter") {
        event.preventDefault();
        this.#step(event.shiftKey ? -1 : 1);
      } else if (event.key === "Escape") {
        this.#field.value = "";
        this.#look(false);
        // Keys are for the pages again.
        document.getElementById("desk").focus({ preventScroll: true });
      }
    });
    form.addEventListener("submit", (event) => event.preventDefault());
  }

  focus() {
    this.#field.focus();
    this.#field.select();
  }

  /** Looks again, since the pages are others. */
  again() {
    if (this.#field.value.trim() !== "") this.#look(false);
  }

  async #look(go) {
    const wanted = this.#field.value.trim();
    const hits = wanted === "" ? [] : ((await this.#ask("search", { q: wanted })) ?? []);
    if (wanted !== this.#field.value.trim()) return;
    this.#hits = hits;
    const here = hits.findIndex((hit) => hit.page >= this.#book.index);
    this.#now = go ? Math.max(0, here) : Math.max(0, Math.min(this.#now, hits.length - 1));
    this.#tell(go);
  }

  #step(by) {
    if (this.#hits.length === 0) return;
    this.#now = (this.#now + by + this.#hits.length) % this.#hits.length;
    this.#tell(true);
  }

  #tell(go) {
    const many = this.#hits.length;
    const empty = this.#field.value.trim() === "";
    this.#told.textContent = empty ? "" : many > 0 ? word("hits", this.#now + 1, many) : word("nothing");
    this.#book.mark(this.#hits, this.#now, go);
  }
}
