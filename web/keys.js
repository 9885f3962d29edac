// The keys.

/** Whether keys are for something else than the book: a field, a list, an open menu. */
function isWriting(target) {
  return target.closest?.("input:not([type=checkbox]), select, textarea") !== null && target.closest !== undefined;
}

export function keys({ book, search, close, toggle, edit, turn }) {
  const acts = {
    ArrowLeft: () => book.turn(-1),
    ArrowRight: () => book.turn(1),
    PageUp: () => book.turn(-1),
    PageDown: () => book.turn(1),
    Home: () => book.go(0),
    End: () => book.go(Infinity),
    "+": () => book.scale(1),
    "=": () => book.scale(1),
    "-": () => book.scale(-1),
    0: () => book.fit(),
    "/": () => search.focus(),
    f: () => toggle("findings"),
    s: () => toggle("strip"),
    e: () => edit(),
  };
  addEventListener("keydown", (event) => {
    if (event.key === "Escape") return close();
    if (event.ctrlKey && event.key === "f" && !event.altKey) {
      event.preventDefault();
      return search.focus();
    }
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "z" && !isWriting(event.target)) {
      event.preventDefault();
      return turn(!event.shiftKey);
    }
    if (event.ctrlKey || event.altKey || event.metaKey || isWriting(event.target)) return;
    const act = acts[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  });
}
