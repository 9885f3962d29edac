// What a browser window remembers over a reload: place, size, and what is shown.

const KEY = `werkboek:${location.pathname}`;

const start = { view: "", inks: "", overlays: [], zoom: 0, page: 0, rest: 0, strip: null, findings: null, write: null };

export class Memory {
  constructor() {
    let kept = {};
    try {
      kept = JSON.parse(sessionStorage.getItem(KEY)) ?? {};
    } catch {
      // What cannot be read is not there.
    }
    const linked = /^#page=(\d+)$/.exec(location.hash);
    const values = { ...start, ...kept };
    if (linked && Number(linked[1]) - 1 !== values.page) Object.assign(values, { page: Number(linked[1]) - 1, rest: 0 });
    for (const key of Object.keys(start)) {
      Object.defineProperty(this, key, {
        get: () => values[key],
        set: (value) => {
          values[key] = value;
          try {
            sessionStorage.setItem(KEY, JSON.stringify(values));
          } catch {
            // A window that may keep nothing forgets.
          }
        },
      });
    }
  }
}
