/**
 * Cuts JSON text into its items while it arrives, in constant memory: the values of the outermost lists, and the rest
 * of each object around them. By hand, because a streaming parser gives up at the first broken item and builds an item
 * of any size or depth before it can be refused; this one only counts brackets, and the native parser does the rest.
 */
export type JsonSlice = {
  /** Place in the lists, 1-based: `[17]`, or `[2, 17]` for a list inside the second item. Empty for the whole text. */
  readonly path: readonly number[];
  readonly text: string;
  /** Its list was cut out and handed on item by item; what stands here is the frame around it. */
  readonly isFrame: boolean;
  readonly fault?: { readonly code: 'bad-json' | 'too-deep' | 'too-large'; readonly detail: string };
};

/** A cutter held open: text goes in by `push`, slices come out; `end` gives the last ones. */
export type JsonSlicer = {
  readonly push: (text: string) => readonly JsonSlice[];
  readonly end: () => readonly JsonSlice[];
};

export type SliceLimits = { readonly depth: number; readonly size: number };

/** Lists that may be endless: JSON-LD graphs, Data Commons feeds (`DataFeed.dataFeedElement`), Google's `claims`. */
const listKeys = /"(?:@graph|(?:schema:)?dataFeedElement|claims)"\s*:\s*$/;

type Item = {
  path: readonly number[];
  text: string;
  /** The last of the text once more: reading the end of a long growing string would copy all of it each time. */
  tail: string;
  open: string[];
  deeper: number;
  isFrame: boolean;
  fault?: JsonSlice['fault'];
};
type List = { path: readonly number[]; count: number };

/**
 * Opens a cutter. A fault (nesting beyond `depth`, text beyond `size` UTF-16 units) is told at its item's place and the
 * next item is read as usual; brackets that do not fit each other end the reading, since no place after them is certain.
 */
export const jsonSlicer = (limits: SliceLimits): JsonSlicer => {
  const stack: { item?: Item; list?: List }[] = [{ list: { path: [], count: 0 } }];
  let out: JsonSlice[] = [];
  let inString = false;
  let escaped = false;
  let over = false;
  let strayText = '';

  const emit = (item: Item): void => {
    const { path, text, isFrame, fault } = item;
    out.push({ path, text, isFrame, ...(fault === undefined ? {} : { fault }) });
  };

  const keep = (item: Item, text: string): void => {
    if (item.fault !== undefined) return;
    if (item.text.length + text.length > limits.size) {
      item.fault = { code: 'too-large', detail: `more than ${limits.size} characters` };
      item.text = '';
      return;
    }
    item.text += text;
    item.tail = text.length < 80 ? (item.tail + text).slice(-80) : text.slice(-80);
  };

  const giveUp = (path: readonly number[], detail: string): void => {
    out.push({ path, text: '', isFrame: false, fault: { code: 'bad-json', detail } });
    over = true;
  };

  const close = (item: Item): void => {
    stack.pop();
    emit(item);
  };

  /** Reads on inside a list, up to the start of its next item. Returns the new place in the text. */
  const inList = (list: List, text: string, at: number): number => {
    const isRoot = stack.length === 1;
    const start = seek(text, at, isRoot ? opening : itemStart);
    if (isRoot) strayText = `${strayText}${text.slice(at, start)}`.trim().slice(0, 100);
    if (start === text.length) return start;
    if (text[start] === ']') {
      stack.pop();
      const frame = stack.at(-1)?.item;
      if (frame === undefined) return start + 1;
      // A bare top-level list has a frame too, which says nothing once its items are gone.
      keep(frame, ']');
      frame.open.pop();
      if (frame.open.length === 0) close(frame);
      return start + 1;
    }
    if (text[start] === '}') {
      giveUp(list.path, 'a closing brace stands where a list goes on');
      return text.length;
    }
    list.count += 1;
    const path = isRoot && list.count === 1 ? [] : [...list.path, list.count];
    const item: Item = { path, text: '', tail: '', open: [], deeper: 0, isFrame: false };
    stack.push({ item });
    return start;
  };

  const openBracket = (item: Item, bracket: string): void => {
    const isOuterList = bracket === '[' && item.open.length === 0 && stack.length === 2;
    const isKnownList =
      bracket === '[' && item.open.length === 1 && item.open[0] === '{' && stack.length < 8 && listKeys.test(item.tail);
    keep(item, bracket);
    if (item.open.length < limits.depth) item.open.push(bracket);
    else {
      item.deeper += 1;
      item.fault ??= { code: 'too-deep', detail: `nested deeper than ${limits.depth}` };
      item.text = '';
    }
    if (!isOuterList && !isKnownList) return;
    item.isFrame = true;
    stack.push({ list: { path: item.path, count: 0 } });
  };

  const closeBracket = (item: Item, bracket: string): void => {
    if (item.deeper > 0) {
      item.deeper -= 1;
      return;
    }
    if (item.open.pop() !== (bracket === '}' ? '{' : '[')) {
      giveUp(item.path, `"${bracket}" closes what it did not open`);
      return;
    }
    keep(item, bracket);
    if (item.open.length === 0) close(item);
  };

  /** Reads on inside an item, up to its next bracket, quote or end. Returns the new place in the text. */
  const inItem = (item: Item, text: string, at: number): number => {
    if (escaped) {
      escaped = false;
      keep(item, text[at] ?? '');
      return at + 1;
    }
    const mark = seek(text, at, inString ? quoteOrEscape : item.open.length === 0 ? bracketOrComma : bracketOrQuote);
    if (mark > at) keep(item, text.slice(at, mark));
    if (mark === text.length) return mark;
    const found = text[mark] ?? '';
    if (found === '"' || found === '\\') {
      keep(item, found);
      if (found === '"') inString = !inString;
      else escaped = true;
      return mark + 1;
    }
    if (found === '{' || found === '[') openBracket(item, found);
    else if (item.open.length > 0) closeBracket(item, found);
    else {
      // A bare word or number ends where its list goes on; the list reads that mark itself.
      close(item);
      return mark;
    }
    return mark + 1;
  };

  const take = (): readonly JsonSlice[] => {
    const slices = out;
    out = [];
    return slices;
  };

  return {
    push: (text) => {
      for (let at = 0; at < text.length && !over; ) {
        const top = stack.at(-1);
        if (top?.item !== undefined) at = inItem(top.item, text, at);
        else if (top?.list !== undefined) at = inList(top.list, text, at);
      }
      return take();
    },
    end: () => {
      const top = stack.at(-1);
      const seen = stack[0]?.list?.count ?? 0;
      if (over) return take();
      if (top?.item !== undefined) giveUp(top.item.path, 'the text ends inside an item');
      else if (stack.length > 1) giveUp(top?.list?.path ?? [], 'the text ends inside a list');
      else if (seen === 0 && strayText !== '') giveUp([], 'no object or list stands here');
      return take();
    },
  };
};

const opening = /[{[]/g;
const itemStart = /[^\s,]/g;
const quoteOrEscape = /["\\]/g;
const bracketOrQuote = /["{}[\]]/g;
const bracketOrComma = /["{}[\],]/g;

const seek = (text: string, from: number, mark: RegExp): number => {
  mark.lastIndex = from;
  return mark.exec(text)?.index ?? text.length;
};
