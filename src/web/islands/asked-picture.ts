// The asker's own picture, small, in the memory of their own tab: shown before sending, and beside ours in the answer.
// The server keeps nothing for showing it.

const place = 'sangto-asked-picture';
/** Of a screenshot so large the words can still be read; a tab's own memory has room for some of them. */
const longestSide = 1280;

/** The picture drawn into a canvas, at most 1280 pixels a side; false when the browser cannot read it. */
export const drawSmall = async (picture: Blob, canvas: HTMLCanvasElement): Promise<boolean> => {
  try {
    const bitmap = await createImageBitmap(picture);
    const scale = Math.min(1, longestSide / Math.max(bitmap.width, bitmap.height));
    canvas.width = Math.max(1, Math.round(bitmap.width * scale));
    canvas.height = Math.max(1, Math.round(bitmap.height * scale));
    canvas.getContext('2d')?.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
    return true;
  } catch {
    return false;
  }
};

/** Keeps what a canvas shows until the answer is there; null forgets it. */
export const keepForAnswer = (canvas: HTMLCanvasElement | null): void => {
  try {
    if (canvas === null) sessionStorage.removeItem(place);
    else sessionStorage.setItem(place, canvas.toDataURL('image/jpeg', 0.8));
  } catch {
    // Without a store of its own the tab shows only ours.
  }
};

/** Shows the picture that was asked with wherever the page has room for it. */
export const showInAnswer = (): void => {
  const rooms = document.querySelectorAll<HTMLElement>('[data-asked-picture]');
  if (rooms.length === 0) return;
  let kept: string | null = null;
  try {
    kept = sessionStorage.getItem(place);
  } catch {
    return;
  }
  if (kept === null) return;
  const bytes = Uint8Array.from(atob(kept.slice(kept.indexOf(',') + 1)), (char) => char.charCodeAt(0));
  const picture = new Blob([bytes], { type: 'image/jpeg' });
  for (const room of rooms) {
    const canvas = room.querySelector('canvas');
    if (canvas)
      void drawSmall(picture, canvas).then((isDrawn) => {
        if (isDrawn) mark(canvas, placesOf(room.dataset.marks));
        room.hidden = !isDrawn;
      });
  }
};

type Edges = readonly [left: number, top: number, width: number, height: number];

const placesOf = (given: string | undefined): readonly Edges[] =>
  given === undefined ? [] : (JSON.parse(given) as readonly Edges[]);

/**
 * Marks places, in shares of the sides, as a pen does and with a line below: a line alone is seen also where the picture
 * has the colour of the pen. The picture's own colours stand in both themes, and so do these.
 */
const mark = (canvas: HTMLCanvasElement, places: readonly Edges[]): void => {
  const pen = canvas.getContext('2d');
  if (!pen) return;
  const { width, height } = canvas;
  for (const [left, top, wide, high] of places) {
    const [x, y, w, h] = [left * width - 1, top * height - 1, wide * width + 2, high * height + 2];
    pen.fillStyle = 'rgb(255 205 40 / 0.42)';
    pen.fillRect(x, y, w, h);
    pen.fillStyle = '#b45309';
    pen.fillRect(x, y + h - 1, w, 2);
  }
};
