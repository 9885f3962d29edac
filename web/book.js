// The pages themselves, spread by spread.

import { draw } from "./guides.js";
import { word } from "./labels.js";
import { address, put } from "./pictures.js";

const STEPS = [0.25, 0.33, 0.5, 0.67, 0.8, 1, 1.25, 1.5, 2, 2.67, 4, 5.33];
/** What stands around a spread, in pixels. */
const AROUND = { wide: [48, 28], narrow: [16, 16] };

export class Book {
  #desk;
  #tools;
  #told = {};
  #inks = "c";
  #pages = [];
  #leaves = [];
  #hits = [];
  #near;
  zoom = 1;
  index = 0;

  constructor(desk, tools) {
    this.#desk = desk;
    this.#tools = tools;
    this.#near = new IntersectionObserver((entries) => this.#seen(entries), { root: desk, rootMargin: "60% 0px" });
    desk.addEventListener("scroll", () => this.#scrolled(), { passive: true });
    desk.addEventListener("click", (event) => this.#clicked(event));
    new ResizeObserver(() => this.resized()).observe(desk);
    tools.narrow.addEventListener("change", () => this.#build(true));
  }

  /** Shows pages; gives the indexes of those that changed. */
  show(told, inks) {
    const before = this.#pages;
    this.#told = told;
    if (!told.pages) {
      this.#empty(told);
      return [];
    }
    const anew = inks !== this.#inks || told.view !== this.#shownView;
    this.#inks = inks;
    this.#shownView = told.view;
    this.#pages = told.pages;
    const first = before.length === 0;
    const keep = first ? this.#tools.memory.page : anew ? this.index : follow(before, told.pages, this.index);
    const rest = first || !anew ? this.#tools.memory.rest : 0;
    const same = before.length === told.pages.length && before.every((page, at) => isAlike(page, told.pages[at]));
    if (!same || anew || this.#leaves.length === 0) {
      this.#build();
      this.#go(Math.min(keep, told.pages.length - 1), rest);
    }
    this.#leaves.forEach((leaf, at) => this.#dress(leaf, at));
    this.#moved();
    const looks = new Set(before.map((page) => page.look));
    return first || anew ? [] : told.pages.flatMap((page, at) => (looks.has(page.look) ? [] : [at]));
  }

  #shownView;

  #empty(told) {
    const note = document.createElement("p");
    note.className = "empty";
    note.textContent = word(told.findings.length > 0 || told.broken ? "never" : "starting");
    this.#desk.replaceChildren(note);
    this.#leaves = [];
  }

  /** Puts a place for each page on the desk: in spreads, or one by one where there is no room, or where they are sheets. */
  #build(keep = false) {
    const kind = this.#told.views?.find((each) => each.name === this.#told.view)?.kind;
    const single = this.#tools.narrow.matches || kind === "print" || kind === "booklet";
    this.#near.disconnect();
    const old = this.#leaves;
    this.#leaves = this.#pages.map((page, at) => old[at] ?? leafOf());
    const spreads = [];
    this.#pages.forEach((page, at) => {
      const last = spreads.at(-1);
      const joins = !single && page.recto && last?.length === 1 && !this.#pages[last[0]].recto;
      if (joins) last.push(at);
      else spreads.push([at]);
    });
    const elements = spreads.map((pages) => {
      const spread = document.createElement("div");
      spread.className = "spread";
      spread.append(...pages.map((at) => this.#leaves[at]));
      // A recto alone stands on the right, a verso on the left.
      if (!single && pages.length === 1) {
        const blank = document.createElement("div");
        blank.className = "leaf turn";
        if (this.#pages[pages[0]].recto) spread.prepend(blank);
        else spread.append(blank);
        blank.dataset.like = pages[0];
      }
      return spread;
    });
    this.#desk.replaceChildren(...elements);
    this.#desk.dataset.single = single;
    this.#size();
    this.#leaves.forEach((leaf, at) => {
      leaf.dataset.index = at;
      this.#near.observe(leaf);
    });
    if (keep) {
      this.#leaves.forEach((leaf, at) => this.#dress(leaf, at));
      this.#go(this.index, 0);
    }
  }

  /** How many pixels of the page a point takes. */
  #scale() {
    const chosen = this.#tools.memory.zoom;
    if (chosen > 0 || this.#pages.length === 0) return chosen || 1;
    const single = this.#desk.dataset.single === "true";
    const [wide, high] = this.#tools.narrow.matches ? AROUND.narrow : AROUND.wide;
    const width = Math.max(...this.#pages.map((page) => page.size[0])) * (single ? 1 : 2);
    const height = Math.max(...this.#pages.map((page) => page.size[1]));
    const across = (this.#desk.clientWidth - wide) / width;
    const down = (this.#desk.clientHeight - high) / height;
    return Math.max(0.1, this.#tools.narrow.matches ? across : Math.min(across, down));
  }

  #size() {
    this.zoom = this.#scale();
    for (const blank of this.#desk.querySelectorAll(".turn")) this.#sized(blank, this.#pages[blank.dataset.like]);
    this.#leaves.forEach((leaf, at) => this.#sized(leaf, this.#pages[at]));
  }

  #sized(leaf, { size: [width, height] }) {
    leaf.style.width = `${width * this.zoom}px`;
    leaf.style.height = `${height * this.zoom}px`;
  }

  /** What belongs on a page, as far as it is near. */
  #dress(leaf, at) {
    const page = this.#pages[at];
    leaf.classList.toggle("red", page.red);
    const booklet = this.#told.views?.find((each) => each.name === this.#told.view)?.kind === "booklet";
    leaf.setAttribute("aria-label", booklet ? word("sheetName", at + 1) : word("pageName", page.number));
    if (leaf.dataset.near !== "true") return;
    put(leaf, address(page.look, this.#inks, this.zoom * devicePixelRatio));
    if (leaf.dataset.said !== page.look) this.#fill(leaf, at, page.look);
    this.#over(leaf, at);
  }

  /** What a page says and where it leads. */
  async #fill(leaf, at, look) {
    leaf.dataset.said = look;
    const [text, links] = await Promise.all([this.#tools.ask("text", { page: at }), this.#tools.ask("links", { page: at })]);
    if (leaf.dataset.said !== look || Number(leaf.dataset.index) !== at) return;
    leaf.querySelector(".spoken").textContent = text ?? "";
    leaf.querySelector(".links").replaceChildren(...(links ?? []).map((link) => this.#link(link, at)));
  }

  #link({ area, url, page, y }, at) {
    const link = document.createElement("a");
    this.#boxed(link, area, at);
    link.href = url ?? `#page=${page + 1}`;
    if (url) Object.assign(link, { target: "_blank", rel: "noopener noreferrer", title: url });
    const name = url ?? word("pageName", this.#pages[page]?.number ?? page + 1);
    link.setAttribute("aria-label", name);
    if (!url) {
      link.addEventListener("click", (event) => {
        event.preventDefault();
        this.go(page, y / (this.#pages[page]?.size[1] ?? 1));
      });
    }
    return link;
  }

  /** Puts an element where a box of a page is. */
  #boxed(element, [left, top, width, height], at) {
    const { size, origin } = this.#pages[at];
    const share = (part, whole) => `${(part / whole) * 100}%`;
    element.style.left = share(left + origin[0], size[0]);
    element.style.top = share(top + origin[1], size[1]);
    element.style.width = share(width, size[0]);
    element.style.height = share(height, size[1]);
  }

  /** The lines and marks over a page. */
  #over(leaf, at) {
    draw(leaf.querySelector("svg"), this.#told, this.#pages[at], this.#tools.memory.overlays);
    const boxes = this.#hits.flatMap((hit, number) =>
      hit.page === at ? hit.areas.map((area) => ({ area, now: number === this.#now })) : [],
    );
    const marks = boxes.map(({ area, now }) => {
      const mark = document.createElement("span");
      mark.className = now ? "hit now" : "hit";
      this.#boxed(mark, area, at);
      return mark;
    });
    leaf.querySelector(".hits").replaceChildren(...marks);
  }

  #now = -1;

  /** Marks what was found, and goes to one of it. */
  mark(hits, now, go) {
    this.#hits = hits;
    this.#now = now;
    this.#leaves.forEach((leaf, at) => leaf.dataset.near === "true" && this.#over(leaf, at));
    const hit = hits[now];
    if (go && hit && this.#pages[hit.page]) {
      const { size } = this.#pages[hit.page];
      this.#reveal(hit.page, hit.areas[0][1] / size[1]);
    }
  }

  /** Shows boxes for a moment; goes to the first of them. */
  flash(boxes) {
    for (const { page, area } of boxes) {
      if (!this.#pages[page]) continue;
      const light = document.createElement("span");
      light.className = "flash";
      this.#boxed(light, area, page);
      this.#leaves[page].querySelector(".lights").append(light);
      setTimeout(() => light.remove(), 3000);
    }
    const [first] = boxes;
    if (first && this.#pages[first.page]) this.#reveal(first.page, first.area[1] / this.#pages[first.page].size[1]);
  }

  guides() {
    this.#leaves.forEach((leaf, at) => leaf.dataset.near === "true" && this.#over(leaf, at));
  }

  #seen(entries) {
    for (const { target, isIntersecting } of entries) {
      target.dataset.near = isIntersecting;
      const at = Number(target.dataset.index);
      if (isIntersecting && this.#leaves[at] === target) this.#dress(target, at);
      // Pictures far away are let go, so that a long book does not fill the memory.
      else if (!isIntersecting) {
        target.querySelector(":scope > img")?.remove();
        delete target.dataset.wanted;
        delete target.dataset.drawn;
      }
    }
  }

  /** Goes to a page, and so far down in it. */
  go(index, rest = 0) {
    if (this.#pages.length === 0) return;
    this.#go(Math.max(0, Math.min(index, this.#pages.length - 1)), rest);
    this.index = Math.max(0, Math.min(index, this.#pages.length - 1));
    this.#moved();
  }

  #go(index, rest) {
    const leaf = this.#leaves[index];
    if (!leaf) return;
    const spread = leaf.parentElement;
    const gap = rest > 0 ? 0 : Math.min(14, (this.#desk.clientHeight - leaf.offsetHeight) / 2);
    this.index = index;
    this.#desk.scrollTop = spread.offsetTop + (leaf.offsetTop - spread.offsetTop) + rest * leaf.offsetHeight - Math.max(gap, 0);
    if (leaf.offsetWidth * 2 > this.#desk.clientWidth) this.#desk.scrollLeft = leaf.offsetLeft - 24;
    this.#quiet = true;
  }

  #quiet = false;

  /** Scrolls so that a place of a page is seen, if it is not. */
  #reveal(index, rest) {
    const leaf = this.#leaves[index];
    const top = leaf.offsetTop + rest * leaf.offsetHeight;
    const inside = top > this.#desk.scrollTop + 20 && top < this.#desk.scrollTop + this.#desk.clientHeight - 60;
    if (!inside) this.#go(index, Math.max(0, rest - 0.15));
    this.index = index;
    this.#moved();
  }

  /** Turns to the next spread, or to the one before. */
  turn(by) {
    const spreads = [...this.#desk.querySelectorAll(".spread")];
    const here = spreads.indexOf(this.#leaves[this.index]?.parentElement);
    const next = spreads[Math.max(0, Math.min(here + by, spreads.length - 1))];
    const leaf = next?.querySelector(".leaf:not(.turn)");
    if (leaf) this.go(Number(leaf.dataset.index));
  }

  scale(by) {
    const steps = by > 0 ? STEPS : STEPS.toReversed();
    const next = steps.find((step) => (by > 0 ? step > this.zoom * 1.01 : step < this.zoom * 0.99));
    if (next) this.#zoomed(next);
  }

  fit() {
    this.#zoomed(0);
  }

  #zoomed(zoom) {
    const rest = this.#rest();
    this.#tools.memory.zoom = zoom;
    this.#size();
    this.#go(this.index, zoom === 0 ? 0 : rest);
    this.#leaves.forEach((leaf, at) => this.#dress(leaf, at));
    this.#moved();
  }

  /** How far down the page one is, as a share of it. */
  #rest() {
    const leaf = this.#leaves[this.index];
    return leaf ? Math.max(0, (this.#desk.scrollTop - leaf.offsetTop) / leaf.offsetHeight) : 0;
  }

  resized() {
    if (this.#pages.length === 0 || this.#leaves.length === 0) return;
    const rest = this.#rest();
    if (Math.abs(this.#scale() - this.zoom) < 0.0005) return;
    this.#size();
    this.#go(this.index, rest);
    this.#leaves.forEach((leaf, at) => this.#dress(leaf, at));
    this.#moved();
  }

  #scrolled() {
    if (this.#quiet) {
      this.#quiet = false;
    } else {
      const middle = this.#desk.scrollTop + this.#desk.clientHeight / 3;
      const spreads = [...this.#desk.children];
      const low = spreads.findLast((spread) => spread.offsetTop <= middle);
      const leaf = low?.querySelector(".leaf:not(.turn)");
      const together = low?.contains(this.#leaves[this.index]);
      if (leaf && !together) this.index = Number(leaf.dataset.index);
    }
    this.#moved();
  }

  #moved() {
    const { memory, moved } = this.#tools;
    if (this.#leaves.length === 0) return;
    memory.page = this.index;
    memory.rest = this.#rest();
    history.replaceState(null, "", `#page=${this.index + 1}`);
    moved(this.index, this.#pages, this.zoom, memory.zoom === 0);
  }

  #clicked(event) {
    const point = event.target.closest("a") ? undefined : this.at(event);
    if (point) this.#tools.place(point.page, [point.x, point.y], [event.clientX, event.clientY]);
  }

  /** The page and the point of it, in points, at which something happened. */
  at(event) {
    const leaf = event.target.closest(".leaf:not(.turn)");
    if (!leaf) return undefined;
    const page = Number(leaf.dataset.index);
    const box = leaf.getBoundingClientRect();
    const { origin } = this.#pages[page];
    return { page, x: (event.clientX - box.left) / this.zoom - origin[0], y: (event.clientY - box.top) / this.zoom - origin[1] };
  }
}

/** An empty place for a page. */
function leafOf() {
  const leaf = document.createElement("section");
  leaf.className = "leaf";
  const lines = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  lines.setAttribute("aria-hidden", "true");
  lines.classList.add("guides");
  const over = ["hits", "lights", "links"].map((name) => {
    const layer = document.createElement("div");
    layer.className = `over ${name}`;
    return layer;
  });
  const spoken = document.createElement("p");
  spoken.className = "spoken hidden";
  leaf.append(lines, ...over, spoken);
  return leaf;
}

/** Whether two pages stand alike: only what is on them may differ. */
function isAlike(a, b) {
  return a.recto === b.recto && a.size[0] === b.size[0] && a.size[1] === b.size[1];
}

/** Where a page went that one was looking at. */
function follow(before, after, index) {
  const page = before[index];
  if (!page || after[index]?.look === page.look) return index;
  const found = after.flatMap((each, at) => (each.look === page.look ? [at] : []));
  return found.length === 1 ? found[0] : index;
}
