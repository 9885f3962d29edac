// Pictures of pages: only those that are seen, or nearly, are asked for, and a new one takes the place of the old
// once it can be drawn.

/** The address of a picture, `scale` being pixels of the screen to a point. */
export function address(look, inks, scale) {
  return `image/${look}-${inks}-${Math.max(5, Math.min(1200, Math.round(scale * 100)))}.png`;
}

/** Has an element show a picture, keeping the one before until then. */
export async function put(holder, wanted) {
  if (holder.dataset.wanted === wanted) return;
  holder.dataset.wanted = wanted;
  const picture = new Image();
  picture.alt = "";
  picture.draggable = false;
  picture.src = wanted;
  try {
    await picture.decode();
  } catch {
    // It may have been that of pages that are no more; what comes next asks again.
    if (holder.dataset.wanted === wanted) delete holder.dataset.wanted;
    return;
  }
  if (holder.dataset.wanted !== wanted) return;
  const old = holder.querySelector(":scope > img");
  if (old) old.replaceWith(picture);
  else holder.prepend(picture);
  holder.dataset.drawn = wanted;
}
