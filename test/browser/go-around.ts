// Once around a page by Tab: what is passed over, out of order, not seen to have the focus, covered or too small to press.
import type { Page } from 'playwright-core';

type Notes = {
  readonly reached: Set<Element>;
  readonly faults: Set<string>;
  around: boolean;
  /** How it looked before it had the focus. */
  readonly before: Map<Element, string>;
  last: Element | null;
};
type Kept = { notes: Notes; readonly look: (element: HTMLElement) => readonly string[]; readonly begin: () => void };

/** Runs in the page, before its own scripts: notes each thing as it gets the focus, and looks at it once it has come into sight. */
export const noteFocus = (): void => {
  const all = 'a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex="0"]';
  const isSeen = (e: Element): boolean => e.checkVisibility({ visibilityProperty: true });
  /** A ring stands around the thing itself, or around the label that holds it. */
  const ringOf = (e: HTMLElement): HTMLElement =>
    getComputedStyle(e).outlineStyle === 'none' ? (e.closest('label') ?? e) : e;
  const lookOf = (e: Element): string => {
    const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(e);
    return `${outlineStyle === 'none' ? '' : outlineWidth} ${boxShadow}`;
  };
  const pen = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
  const rgba = (colour: string): readonly number[] => {
    if (pen === null) return [0, 0, 0, 0];
    pen.clearRect(0, 0, 1, 1);
    pen.fillStyle = colour;
    pen.fillRect(0, 0, 1, 1);
    const [r = 0, g = 0, b = 0, a = 0] = pen.getImageData(0, 0, 1, 1).data;
    return [r, g, b, a / 255];
  };
  const groundOf = (e: Element | null): readonly number[] => {
    if (e === null) return rgba('Canvas');
    const [r = 0, g = 0, b = 0, a = 0] = rgba(getComputedStyle(e).backgroundColor);
    if (a === 1) return [r, g, b];
    const under = groundOf(e.parentElement);
    return [r, g, b].map((part, n) => part * a + (under[n] ?? 0) * (1 - a));
  };
  const light = (colour: readonly number[]): number => {
    const [r = 0, g = 0, b = 0] = colour.map((part) => {
      const share = part / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const contrast = (one: readonly number[], other: readonly number[]): number => {
    const [low = 0, high = 0] = [light(one), light(other)].sort((a, b) => a - b);
    return (high + 0.05) / (low + 0.05);
  };
  /** WCAG 2.4.7 and 2.4.11 of a thing that has the focus, and 2.5.8. */
  const look = (e: HTMLElement): readonly string[] => {
    const faults: string[] = [];
    const ring = ringOf(e);
    const style = getComputedStyle(ring);
    const before = kept.notes.before.get(ring);
    if (lookOf(ring) === before) faults.push('looks the same with the focus');
    if (style.outlineStyle !== 'none') {
      const ground = groundOf(Number.parseFloat(style.outlineOffset) < 0 ? ring : ring.parentElement);
      const ratio = contrast(rgba(style.outlineColor).slice(0, 3), ground);
      if (ratio < 3) faults.push(`its ring has a contrast of ${ratio.toFixed(1)}`);
    }
    const box = e.closest('label') ?? e;
    const { width, height } = box.getBoundingClientRect();
    const parts = [0.1, 0.5, 0.9];
    // A box to tick may be drawn by its label.
    const isThere = [e, box].some((one) => {
      const { left, top, width: wide, height: high } = one.getBoundingClientRect();
      return parts.some((x) =>
        parts.some((y) => {
          const found = document.elementFromPoint(left + wide * x, top + high * y);
          return found !== null && one.contains(found);
        }),
      );
    });
    if (!isThere) faults.push('something lies over it, or it is out of sight');
    const inText = getComputedStyle(box).display === 'inline';
    if (!inText && !e.matches('[tabindex="0"], .skip') && Math.min(width, height) < 24)
      faults.push(`is ${width.toFixed(1)} × ${height.toFixed(1)} px`);
    return faults;
  };
  const begin = (): void => {
    kept.notes = { reached: new Set(), faults: new Set(), around: false, before: new Map(), last: null };
    (document.activeElement as HTMLElement | null)?.blur();
    for (const e of document.querySelectorAll(`${all}, label`)) kept.notes.before.set(e, lookOf(e));
    for (const e of document.querySelectorAll<HTMLElement>('[tabindex]'))
      if (e.tabIndex > 0) kept.notes.faults.add(`goes before its turn: ${e.outerHTML.slice(0, 160)}`);
    document.querySelector<HTMLElement>('.skip')?.focus();
  };
  const kept: Kept = {
    notes: { reached: new Set(), faults: new Set(), around: false, before: new Map(), last: null },
    look,
    begin,
  };
  Object.assign(globalThis, { kept, isSeen, stopsOf: all });
  addEventListener('focusin', ({ target }) => {
    const element = target as HTMLElement;
    const { notes } = kept;
    if (element.matches('.skip') && notes.reached.has(element)) notes.around = true;
    if (notes.around) return;
    const back = notes.last && !(notes.last.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_FOLLOWING);
    if (back && notes.last !== element) notes.faults.add(`comes too late: ${element.outerHTML.slice(0, 160)}`);
    notes.reached.add(element);
    notes.last = element;
  });
  // By the next key it has come into sight.
  addEventListener(
    'keydown',
    (event) => {
      const { key } = event as KeyboardEvent;
      const element = document.activeElement as HTMLElement | null;
      if (key !== 'Tab' || kept.notes.around || !element || element === document.body) return;
      for (const fault of look(element)) kept.notes.faults.add(`${fault}: ${element.outerHTML.slice(0, 160)}`);
    },
    { capture: true },
  );
};

type Here = { readonly kept: Kept; readonly isSeen: (e: Element) => boolean; readonly stopsOf: string };

/** Presses Tab until the focus has been once around the page; gives what was passed over, and what was wrong with the rest. */
export const goAround = async (page: Page): Promise<readonly string[]> => {
  await page.evaluate(() => (globalThis as unknown as Here).kept.begin());
  for (let pressed = 0; pressed < 600; pressed += 20) {
    for (let i = 0; i < 20; i += 1) await page.keyboard.press('Tab');
    const { around, faults } = await page.evaluate(() => {
      const { kept, isSeen, stopsOf } = globalThis as unknown as Here;
      const { notes } = kept;
      // Of radio buttons that belong together one has the place of all; the arrows lead to the others.
      // What a page drew anew meanwhile, as the queue does by itself, counts by how it reads.
      const alike = new Set([...notes.reached].map((e) => e.outerHTML));
      const stands = (e: HTMLElement): boolean =>
        notes.reached.has(e) ||
        alike.has(e.outerHTML) ||
        (e instanceof HTMLInputElement &&
          e.type === 'radio' &&
          [...notes.reached].some(
            (one) => one instanceof HTMLInputElement && one.name === e.name && one.form === e.form,
          ));
      const passed = [...document.querySelectorAll<HTMLElement>(stopsOf)].filter(
        (e) => isSeen(e) && !e.matches(':disabled') && !stands(e),
      );
      return {
        around: notes.around,
        faults: [...passed.map((e) => `not reached: ${e.outerHTML.slice(0, 160)}`), ...notes.faults],
      };
    });
    if (around) return faults;
  }
  return ['the focus does not come around'];
};

/** The same of how things look with the focus, without walking: each is given it in turn, as a key would. */
export const lookAround = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() => {
    const { kept, isSeen, stopsOf } = globalThis as unknown as Here;
    kept.begin();
    const stops = [...document.querySelectorAll<HTMLElement>(stopsOf)].filter(
      (e) => isSeen(e) && !e.matches(':disabled'),
    );
    return stops.flatMap((e) => {
      e.focus({ focusVisible: true } as FocusOptions);
      return kept.look(e).map((fault) => `${fault}: ${e.outerHTML.slice(0, 160)}`);
    });
  });
