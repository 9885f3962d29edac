// What the program found, each with its line and its page.

import { word } from "./labels.js";

function element(name, kind, text) {
  const made = document.createElement(name);
  if (kind) made.className = kind;
  if (text) made.textContent = text;
  return made;
}

export class Findings {
  #list;
  #acts;
  #last = "";

  constructor(aside, acts) {
    this.#list = aside.querySelector("ol");
    this.#acts = acts;
  }

  show(findings) {
    const now = JSON.stringify(findings);
    if (now === this.#last) return;
    this.#last = now;
    this.#list.replaceChildren(...findings.map((each) => this.#item(each)));
    if (findings.length === 0) this.#list.append(element("li", "none", word("none")));
  }

  #item(finding) {
    const item = element("li", finding.error ? "error" : "warning");
    const kind = `${word(finding.error ? "error" : "warning")}: ${finding.name}`;
    item.append(element("p", "kind", kind), element("p", "message", finding.message));
    item.append(...finding.hints.map((hint) => element("p", "hint", hint)));
    const go = element("div", "go");
    if (finding.file) {
      const where = element("button", "where", finding.line ? `${finding.file}:${finding.line}` : finding.file);
      where.type = "button";
      where.addEventListener("click", () => {
        const box = where.getBoundingClientRect();
        this.#acts.open(finding, [box.left, box.bottom]);
      });
      go.append(where);
    }
    if (finding.page !== null) {
      const to = element("button", "page", word("toPage", finding.page + 1));
      to.type = "button";
      to.addEventListener("click", () => {
        this.#acts.go(finding.page);
        this.#acts.flash(finding);
      });
      go.append(to);
    }
    item.append(go);
    return item;
  }
}
