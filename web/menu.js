// The menu of blocks: pictures of what each looks like.

import { make } from "./dom.js";
import { word } from "./labels.js";
import { typeName } from "./labels-of-keys.js";

export class Menu {
  #dialog;
  #ask;
  #chosen;

  constructor(dialog, ask) {
    this.#dialog = dialog;
    this.#ask = ask;
    dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
  }

  /** Shows it; `chosen` hears the type, and `chapter` the style of a new chapter. */
  async open({ block, chapter }) {
    this.#chosen = (act) => {
      this.#dialog.close();
      act();
    };
    const { types } = await this.#ask("types", {});
    const one = ({ type, help, own }) =>
      make(
        "li",
        {},
        make(
          "button",
          { type: "button", "data-type": type, onclick: () => this.#chosen(() => block(type)) },
          own ? make("span", { class: "shown own" }) : make("img", { class: "shown", src: `blocks/${type}.png`, alt: "", loading: "lazy" }),
          make("b", {}, typeName(type)),
          make("span", {}, first(help)),
        ),
      );
    const style = (name) => make("button", { type: "button", class: `word chapter ${name}`, "data-style": name, onclick: () => this.#chosen(() => chapter(name)) }, word(name));
    this.#dialog.replaceChildren(
      make("div", { class: "title" }, make("h2", { id: "menu-title" }, word("addBlock")), make("button", { type: "button", class: "word", onclick: () => this.#dialog.close() }, word("close"))),
      make("ol", { class: "types" }, ...types.map(one)),
      make("div", { class: "chapters" }, make("h3", {}, word("newChapter")), style("material"), style("redline")),
    );
    this.#dialog.showModal();
  }
}

/** The first sentence of a text. */
function first(text) {
  return (text ?? "").replace(/\s+/g, " ").split(/(?<=[.:])\s/)[0].replaceAll("`", "");
}
