// The strip of small pages.

import { word } from "./labels.js";
import { address, put } from "./pictures.js";

/** The width of a small page, in pixels. */
const WIDTH = 62;

export class Strip {
  #list;
  #near;
  #items = [];
  #told = {};
  #inks = "c";
  #now = -1;
  #go;

  constructor(strip, go) {
    this.#go = go;
    this.#list = strip.querySelector("ol");
    this.#near = new IntersectionObserver((entries) => this.#seen(entries), { root: strip, rootMargin: "50% 0px" });
  }

  show(told, index, inks) {
    if (!told.pages) return;
    this.#told = told;
    this.#inks = inks;
    const kind = told.views.find((each) => each.name === told.view)?.kind;
    const single = kind === "print" || kind === "booklet";
    while (this.#items.length > told.pages.length) {
      const item = this.#items.pop();
      this.#near.unobserve(item);
      item.remove();
    }
    while (this.#items.length < told.pages.length) this.#add(this.#items.length);
    const marks = new Map();
    if (!single || kind === "print") {
      for (const { page, error } of told.findings) {
        if (page !== null && isWhole(told)) marks.set(page, error || marks.get(page));
      }
    }
    told.pages.forEach((page, at) => this.#dress(at, page, single, marks));
    this.at(index);
  }

  #add(at) {
    const item = document.createElement("li");
    const button = document.createElement("button");
    button.type = "button";
    const small = document.createElement("span");
    small.className = "small";
    const number = document.createElement("span");
    button.append(small, number);
    button.addEventListener("click", () => this.#go(at));
    item.append(button);
    this.#items.push(item);
    this.#list.append(item);
    item.dataset.index = at;
    this.#near.observe(item);
  }

  #dress(at, page, single, marks) {
    const item = this.#items[at];
    item.className = single ? "single" : page.recto ? "recto" : "verso";
    item.classList.toggle("red", page.red);
    item.classList.toggle("mark", marks.has(at));
    const small = item.querySelector(".small");
    const scale = WIDTH / Math.min(...page.size);
    small.style.width = `${page.size[0] * scale}px`;
    small.style.height = `${page.size[1] * scale}px`;
    small.classList.toggle("mark", marks.has(at));
    small.classList.toggle("error", marks.get(at) === true);
    const booklet = this.#told.views.find((each) => each.name === this.#told.view)?.kind === "booklet";
    item.querySelector("button > span:last-child").textContent = booklet ? at + 1 : page.number;
    const name = booklet ? word("sheetName", at + 1) : word("pageName", page.number);
    const told = marks.has(at) ? `, ${word(marks.get(at) ? "error" : "warning")}` : "";
    item.querySelector("button").setAttribute("aria-label", name + told);
    if (item.dataset.near === "true") put(small, address(page.look, this.#inks, scale * devicePixelRatio));
  }

  #seen(entries) {
    for (const { target, isIntersecting } of entries) {
      target.dataset.near = isIntersecting;
      const page = this.#told.pages?.[target.dataset.index];
      if (!isIntersecting || !page) continue;
      const scale = WIDTH / Math.min(...page.size);
      put(target.querySelector(".small"), address(page.look, this.#inks, scale * devicePixelRatio));
    }
  }

  /** Marks where one is. */
  at(index) {
    if (this.#now === index && this.#items[index]?.querySelector("[aria-current]")) return;
    this.#list.querySelector("[aria-current]")?.removeAttribute("aria-current");
    this.#now = index;
    const button = this.#items[index]?.querySelector("button");
    button?.setAttribute("aria-current", "page");
    button?.scrollIntoView({ block: "nearest" });
  }
}

/** Whether the pages are those of the book, one for one. */
function isWhole(told) {
  return told.view === "" || told.pages.every((page, at) => at === 0 || page.number === told.pages[at - 1].number + 1);
}
