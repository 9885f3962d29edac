// Lines over a page: trim and bleed, what is safe, columns and grid.

const SVG = "http://www.w3.org/2000/svg";

function shape(name, parts) {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(parts)) element.setAttribute(key, value);
  return element;
}

const box = (kind, [x, y, width, height]) => shape("rect", { class: kind, x, y, width, height });

const grown = ([x, y, width, height], by) => [x - by, y - by, width + 2 * by, height + 2 * by];

/** Draws the lines that are wanted; lengths are in points. */
export function draw(svg, { guides, views, view }, page, wanted) {
  const [width, height] = page.size;
  svg.setAttribute("viewBox", `0 0 ${width} ${height}`);
  if (!guides || wanted.length === 0) return svg.replaceChildren();
  const trim = page.paper?.trim ?? [page.origin[0], page.origin[1], width - 2 * page.origin[0], height - 2 * page.origin[1]];
  const lines = [];
  if (wanted.includes("trim")) {
    lines.push(box("trim", trim), box("bleed", page.paper?.bleed ?? grown(trim, guides.bleed)));
  }
  // On a sheet with two pages, the lines of a page would stand nowhere.
  const kind = views.find((each) => each.name === view)?.kind;
  if (kind !== "booklet") lines.push(...inside(guides, page, trim, wanted));
  svg.replaceChildren(...lines);
}

function inside(guides, page, trim, wanted) {
  const [top, bottom, spine, edge] = guides.margins;
  const left = trim[0] + (page.recto ? spine : edge);
  const right = trim[0] + trim[2] - (page.recto ? edge : spine);
  const first = trim[1] + top;
  const last = first + Math.floor((trim[3] - top - bottom) / guides.line + 0.001) * guides.line;
  const lines = [];
  if (wanted.includes("safe")) lines.push(box("safe", grown(trim, -guides.safe)));
  if (wanted.includes("columns")) {
    const wide = (right - left + guides.gutter) / 3 - guides.gutter;
    for (let column = 0; column < 3; column += 1) {
      lines.push(box("column", [left + column * (wide + guides.gutter), first, wide, last - first]));
    }
  }
  if (wanted.includes("grid")) {
    for (let y = first; y <= last + 0.01; y += guides.line) {
      lines.push(shape("line", { class: "row", x1: left, x2: right, y1: y, y2: y }));
    }
  }
  return lines;
}
