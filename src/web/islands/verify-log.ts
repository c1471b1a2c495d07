// "Verify in my browser": works the proof of a page out again, from the log's own files, and tells every step in words.
import { verdictDrawn, verdictWordsIn } from '../../core/drawn-page.ts';
import { parseVerifierKey, type VerifierKey, verifyEd25519 } from '../../kit/tlog/index.ts';
import { type Given, proofSteps, type Surroundings, sinceLast } from './proof-steps.ts';
import type { Log, Told } from './since-seen.ts';

/** Where in this browser the last checkpoint is kept, the one from before a reader started anew, and the most of a log's file. */
const memory = 'sangto-log';
const before = 'sangto-log-before';
const comparedAt = 'sangto-log-at';
/** A page that is turned to often compares once in this time. */
const compareEveryMs = 3_600_000;
const mostBytes = 17 << 20;

for (const place of document.querySelectorAll<HTMLElement>('[data-verify-log]')) {
  const button = place.querySelector('button');
  const list = place.querySelector('ol');
  const status = place.querySelector('[role=status]');
  if (!button || !list || !status) continue;
  const words = JSON.parse(place.dataset.words ?? shared() ?? '{}') as Readonly<Record<string, string>>;
  const say = sayWith(words);
  button.hidden = false;
  button.addEventListener('click', async () => {
    button.disabled = true;
    list.replaceChildren();
    list.hidden = false;
    place.querySelector('[data-load-anew]')?.remove();
    place.dataset.outcome = '';
    status.textContent = say('working');
    const began = performance.now();
    const told: Told[] = [];
    try {
      const [given, surroundings] = await Promise.all([givenOn(place, words), around(place)]);
      for await (const one of proofSteps(given, surroundings)) {
        told.push(one);
        list.append(line(one, say));
      }
    } catch (error) {
      place.dataset.outcome = 'away';
      status.textContent = say(error instanceof Strange ? 'strange' : 'away', { what: (error as Error).message });
      button.disabled = false;
      return;
    }
    const last = told.at(-1);
    const unable = told.some(({ say: what }) => what === 'signature-unable');
    const newer = last?.say === 'proof-newer';
    const wordless = last?.say === 'page-erased';
    const fitting = unable ? 'partly' : wordless ? 'unopened' : 'fits';
    const outcome = newer ? 'newer' : last?.outcome === 'differs' ? 'differs' : fitting;
    place.dataset.outcome = outcome;
    if (outcome === 'differs') tellAtTop(place);
    if (newer) status.after(loadAnew(say('load-anew')));
    const values = { count: String(told.length), seconds: String(Math.ceil((performance.now() - began) / 10) / 100) };
    status.textContent = say(outcome, { ...values, step: say(stepOf(last)) });
    button.textContent = say('again');
    button.disabled = false;
  });
}

// Without being asked, too: whoever read here before is told when the log does not go on from what they saw.
for (const place of document.querySelectorAll<HTMLElement>('[data-keep-log]'))
  (globalThis.requestIdleCallback ?? setTimeout)(() => void compare(place));

/** What stands far below is read by nobody who came for the verdict. Inside a live region, so it is spoken. */
function tellAtTop({ dataset }: HTMLElement, words?: string): void {
  const top = document.querySelector<HTMLElement>('[data-not-as-logged]');
  if (top === null || dataset.heading === undefined) return;
  const said = top.querySelector('strong');
  if (said !== null && words !== undefined) said.textContent = words;
  top.hidden = false;
}

async function compare(place: HTMLElement): Promise<void> {
  const said = place.querySelector<HTMLElement>('[data-kept]');
  const always = place.dataset.keepLog === 'tell';
  const kept = remembered();
  if (said === null) return;
  if (!always && (kept === undefined || kept.get() === null || recently())) return;
  const say = sayWith(JSON.parse(place.dataset.words ?? '{}') as Readonly<Record<string, string>>);
  const keys = { keys: keysIn(place.dataset.vkey), witnesses: keysIn(place.dataset.witnesses) };
  try {
    const told = await sinceLast(keys, await logOf(place));
    // What does not go on is said on every page, until it does.
    if (told.outcome !== 'differs') tryTo(() => window.localStorage.setItem(comparedAt, String(Date.now())));
    if (!always && routine.includes(told.say)) return;
    said.textContent = say(told.say, told.values);
    said.hidden = false;
    place.dataset.keptOutcome = told.outcome;
    const warns = told.outcome === 'differs';
    said.className = warns ? 'note note-warn' : '';
    if (warns || always) said.setAttribute('role', warns ? 'alert' : 'status');
    if (warns && !mayStartAnew.includes(told.say)) tellAtTop(place, said.textContent);
    offerWays(place, said, told, say);
  } catch {
    // The log is away just now: nothing is said about it, and nothing forgotten.
    if (!always) return;
    said.textContent = say('kept-away');
    said.hidden = false;
  }
}

/** What needs no word on a page about something else. */
const routine: readonly string[] = [
  'seen-first',
  'seen-fits',
  'seen-older',
  'seen-unkept',
  'seen-unable',
  'seen-nothing',
];
/** A reader may decide that what was kept is of the past; a past that was rewritten is never that. */
const mayStartAnew: readonly string[] = ['seen-other-key', 'seen-other-log'];

/** What was kept, to take along: it is what shows a story that was changed. And where that may be, a way on. */
function offerWays(
  place: HTMLElement,
  said: HTMLElement,
  { outcome, say: what }: Told,
  say: ReturnType<typeof sayWith>,
) {
  place.querySelector('[data-kept-ways]')?.remove();
  const ways = document.createElement('p');
  ways.dataset.keptWays = '';
  ways.className = 'kept-ways';
  const offer = (note: string | null, words: string) => {
    if (note !== null) ways.append(download(note, words), ' ');
  };
  if (outcome === 'differs') offer(stored(memory), say('kept-download'));
  if (mayStartAnew.includes(what)) {
    const anew = button(say('kept-anew'), () => {
      tryTo(() => {
        window.localStorage.setItem(before, stored(memory) ?? '');
        window.localStorage.removeItem(memory);
        window.localStorage.removeItem(comparedAt);
      });
      ways.remove();
      void compare(place).then(() => said.focus());
    });
    said.tabIndex = -1;
    ways.append(anew);
  }
  if (outcome !== 'differs' && place.dataset.keepLog === 'tell') offer(stored(before), say('kept-before'));
  if (ways.childElementCount > 0) said.after(ways);
}

function download(note: string, words: string): HTMLAnchorElement {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([note], { type: 'text/plain' }));
  link.download = 'checkpoint.txt';
  link.className = 'button button-quiet';
  link.textContent = words;
  return link;
}

function button(words: string, press: () => void): HTMLButtonElement {
  const made = document.createElement('button');
  made.type = 'button';
  made.className = 'button button-quiet';
  made.textContent = words;
  made.addEventListener('click', press);
  return made;
}

function stored(name: string): string | null {
  try {
    return window.localStorage.getItem(name);
  } catch {
    return null;
  }
}

function recently(): boolean {
  try {
    return Date.now() - Number(window.localStorage.getItem(comparedAt)) < compareEveryMs;
  } catch {
    return false;
  }
}

/** What is open is older than what is served: only the reader decides when it goes. */
function loadAnew(words: string): HTMLButtonElement {
  const made = button(words, () => location.reload());
  made.dataset.loadAnew = '';
  return made;
}

/** The page asked for something that no log of this site can be. */
class Strange extends Error {}

const numbers: readonly string[] = ['index', 'count', 'size', 'before', 'seconds'];

/** Numbers and days as the language of the page writes them. */
const written = (name: string, value: string): string => {
  const { lang } = document.documentElement;
  if (name === 'on')
    return new Date(`${value}T00:00:00Z`).toLocaleDateString(lang, { dateStyle: 'long', timeZone: 'UTC' });
  return numbers.includes(name) ? Number(value).toLocaleString(lang) : value;
};

const stepOf = (told: Told | undefined): string => told?.say.split('-')[0] ?? '';

/** Says a sentence of the page's own, with what is only known here put in. */
function sayWith(words: Readonly<Record<string, string>>) {
  return (key: string, values: Readonly<Record<string, string>> = {}): string =>
    (words[key] ?? key).replaceAll(/\{(\w+)\}/g, (_, name: string) => written(name, values[name] ?? ''));
}

function line(told: Told, say: (key: string, values?: Told['values']) => string) {
  const item = document.createElement('li');
  item.dataset.outcome = told.outcome;
  const title = document.createElement('strong');
  title.textContent = say(stepOf(told));
  const mark = document.createElement('span');
  mark.className = 'verify-mark';
  mark.textContent = say(`mark-${told.outcome}`);
  const words = document.createElement('span');
  words.className = 'verify-words';
  // A verdict is a code in the log and has its name on the page.
  const { verdict = '' } = told.values;
  const named = say(`verdict-${verdict}`);
  words.textContent = say(told.say, { ...told.values, verdict: named === `verdict-${verdict}` ? verdict : named });
  item.append(title, ' ', mark, ' ', words);
  return item;
}

async function givenOn(place: HTMLElement, words: Readonly<Record<string, string>>): Promise<Given> {
  const { dataset } = place;
  const heading = dataset.heading === undefined ? null : document.querySelector<HTMLElement>(dataset.heading);
  return {
    entry: dataset.entry ?? '',
    index: Number(dataset.index ?? Number.NaN),
    keys: keysIn(dataset.vkey),
    witnesses: keysIn(dataset.witnesses),
    texts: dataset.page === undefined ? {} : await textsAt(dataset.page),
    told: toldAround(place),
    shown:
      heading === null
        ? undefined
        : {
            title: heading.textContent ?? '',
            lang: heading.lang || document.documentElement.lang,
            verdict: verdictShown(words),
            claim: textOf('[data-claim-drawn]'),
          },
  };
}

function verdictShown(words: Readonly<Record<string, string>>): string | undefined {
  return verdictDrawn([verdictWordsIn(words)], textOf('[data-verdict-word]'));
}

function textOf(selector: string): string | undefined {
  return document.querySelector(selector)?.textContent ?? undefined;
}

function keysIn(lines = ''): readonly VerifierKey[] {
  return lines.split('\n').flatMap((text) => {
    const key = parseVerifierKey(text.trim());
    return key.ok ? [key.value] : [];
  });
}

/** Where several proofs stand on one page, what they may say stands there once. */
function shared(): string | undefined {
  return document.querySelector<HTMLElement>('[data-verify-words]')?.dataset.verifyWords;
}

/** The passages that this leaf tells of: those around it, or of the whole page, that are no other leaf's. */
function toldAround(place: HTMLElement): Given['told'] {
  const within = place.closest('[data-told-in]');
  return [...(within ?? document).querySelectorAll<HTMLElement>('[data-told]')].flatMap((passage) =>
    passage.closest('[data-told-in]') === within
      ? [
          {
            path: passage.dataset.told ?? '',
            says: passage.textContent ?? '',
            drawn: passage.dataset.toldDrawn !== undefined,
          },
        ]
      : [],
  );
}

/** The texts that the leaf commits to, with what opens them; what was erased is not among them. */
async function textsAt(path: string): Promise<Given['texts']> {
  const { texts, page, salt } = JSON.parse(await textAt(path)) as {
    readonly texts?: Readonly<Record<string, { readonly text?: unknown; readonly salt?: unknown }>>;
    readonly page?: unknown;
    readonly salt?: unknown;
  };
  return Object.fromEntries(
    Object.entries(texts ?? { page: { text: page, salt } }).flatMap(([name, one]) =>
      typeof one.text === 'string' && typeof one.salt === 'string' ? [[name, { text: one.text, salt: one.salt }]] : [],
    ),
  );
}

async function around(place: HTMLElement): Promise<Surroundings> {
  // Asked for together: what takes time is the way there and back.
  const proof = ahead(textAt(place.dataset.proof ?? ''));
  return { proof: () => proof, ...(await logOf(place)) };
}

async function logOf({ dataset }: HTMLElement): Promise<Log> {
  const log = (dataset.log ?? '/log').replace(/\/+$/, '');
  const newest = ahead(bytesAt(dataset.checkpoint ?? `${log}/checkpoint`, true));
  return {
    read: (path) => (path === 'checkpoint' ? newest : bytesAt(`${log}/${path}`, false)),
    verify: (await knowsEd25519()) ? verifyEd25519 : undefined,
    seen: remembered(),
    keyLines,
  };
}

/** Asked for only where a log signs with another key than it did; a log without an instance around it has no such list. */
async function keyLines(): Promise<readonly number[]> {
  try {
    const { leaves } = JSON.parse(await textAt('/api/v1/log?kind=keys-changed&limit=100')) as {
      readonly leaves: readonly { readonly number: number }[];
    };
    return leaves.map(({ number }) => number);
  } catch {
    return [];
  }
}

/** What is not waited for yet fails when it is. */
function ahead<T>(asked: Promise<T>): Promise<T> {
  asked.catch(() => undefined);
  return asked;
}

/** Older browsers have no Ed25519, and none has it on a page without https. */
async function knowsEd25519(): Promise<boolean> {
  try {
    await crypto.subtle.importKey('raw', new Uint8Array(32), 'Ed25519', false, ['verify']);
    return true;
  } catch {
    return false;
  }
}

function remembered(): Surroundings['seen'] {
  try {
    const { localStorage: kept } = window;
    kept.getItem(memory);
    return { get: () => kept.getItem(memory), set: (note) => void tryTo(() => kept.setItem(memory, note)) };
  } catch {
    return undefined;
  }
}

function tryTo(work: () => void): void {
  try {
    work();
  } catch {
    // A browser that is full remembers nothing new; what it remembered stays.
  }
}

async function textAt(path: string): Promise<string> {
  const bytes = await bytesAt(path, true);
  if (bytes === undefined) throw new Error(path);
  return new TextDecoder().decode(bytes);
}

/** Files of this site and no other are asked for; undefined where there is none. */
async function bytesAt(path: string, fresh: boolean): Promise<Uint8Array | undefined> {
  const url = new URL(path, location.href);
  if (url.origin !== location.origin || path === '') throw new Strange(path);
  const reply = await fetch(url, {
    credentials: 'omit',
    redirect: 'error',
    cache: fresh ? 'no-store' : 'default',
  }).catch(() => undefined);
  if (reply?.status === 404) return undefined;
  if (!reply?.ok || Number(reply.headers.get('content-length') ?? 0) > mostBytes) throw new Error(url.pathname);
  return new Uint8Array(await reply.arrayBuffer());
}
