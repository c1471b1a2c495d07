// The queue by keyboard, and moving by itself: rows come anew without losing where one is or what is chosen.
export {};

const root = document.querySelector<HTMLElement>('[data-queue]');
const onCase = document.querySelector<HTMLElement>('[data-looking-at]');
/** Rows on their way may have been drawn before this was told. */
let toldLast: Looking = {};
/** How often something was done here: rows asked for before the last deed may show the time before it. */
let deedsDone = 0;

if (root) {
  const hint = root.querySelector<HTMLElement>('[data-keys-hint]');
  if (hint) hint.hidden = false;
  const refresh = soon(() => load(new Request(location.href)));
  listen(root.dataset.queue ?? '', refresh, (looking) => {
    toldLast = looking;
    showLooking(root, looking);
  });
  root.addEventListener('submit', (event) => void sendInPlace(event));
  document.addEventListener('keydown', (event) => onKey(root, event));
}
if (onCase) {
  const number = onCase.dataset.lookingAt ?? '';
  listen(
    `${onCase.dataset.live ?? ''}?at=${number}`,
    () => undefined,
    (looking) => name(onCase, looking[number]),
  );
}

type Looking = Readonly<Record<string, readonly string[]>>;

function listen(address: string, changed: () => void, looking: (who: Looking) => void): void {
  const stream = new EventSource(address);
  // What happened while the stream was away is not told again, nor what happened since the page was drawn.
  let wasAway = true;
  stream.addEventListener('error', () => {
    wasAway = true;
  });
  stream.addEventListener('open', () => {
    if (wasAway) changed();
    wasAway = false;
  });
  stream.addEventListener('changed', () => changed());
  stream.addEventListener('looking', (event) => looking(JSON.parse((event as MessageEvent<string>).data) as Looking));
  addEventListener('pagehide', () => stream.close());
  // Too many tabs of one's own are open: this one rests until somebody looks at it again.
  stream.addEventListener('full', () => {
    stream.close();
    const again = (): void => {
      if (document.hidden) return;
      document.removeEventListener('visibilitychange', again);
      listen(address, changed, looking);
    };
    document.addEventListener('visibilitychange', again);
  });
}

/** At most once a second, however much changes; and not while the page is hidden. */
function soon(work: () => Promise<void>): () => void {
  let waiting = false;
  const run = (): void => {
    if (document.hidden) return void document.addEventListener('visibilitychange', run, { once: true });
    waiting = false;
    void work();
  };
  return () => {
    if (waiting) return;
    waiting = true;
    setTimeout(run, 1_000);
  };
}

/** Names of colleagues only: one's own tab on a case is no news. */
function showLooking(root: HTMLElement, looking: Looking): void {
  for (const row of root.querySelectorAll<HTMLElement>('[data-case]')) {
    const line = row.querySelector<HTMLElement>('[data-looking]');
    if (line) name(line, looking[row.dataset.case ?? '']);
  }
}

function name(line: HTMLElement, names: readonly string[] | undefined): void {
  const me = document.querySelector('.desk-me a')?.textContent;
  const others = (names ?? []).filter((one) => one !== me);
  line.hidden = others.length === 0;
  const place = line.querySelector('[data-names]');
  if (place) place.textContent = others.join(', ');
}

/** What the forms of the rows do leaves the reader where they are; everything else goes its usual way. */
async function sendInPlace(event: SubmitEvent): Promise<void> {
  const form = event.target as HTMLFormElement;
  const button = event.submitter as HTMLButtonElement | null;
  if (form.method !== 'post') return;
  event.preventDefault();
  const body = new URLSearchParams();
  for (const [key, value] of new FormData(form, button)) body.append(key, String(value));
  await load(
    new Request(button?.hasAttribute('formaction') ? button.formAction : form.action, { method: 'POST', body }),
  );
}

/** The parts of the page as the answer has them; a refusal is a page of its own and is shown as one. */
async function load(request: Request): Promise<void> {
  const sent = request.clone();
  if (sent.method === 'POST') deedsDone++;
  const since = deedsDone;
  const response = await fetch(request).catch(() => undefined);
  if (response === undefined) return;
  const drawn = new DOMParser().parseFromString(await response.text(), 'text/html');
  if (sent.method === 'GET' && since !== deedsDone) return;
  const fresh = drawn.querySelector('[data-queue]');
  if (!fresh) {
    // Signed out, or refused: a plain request ends where a form would have.
    if (sent.method === 'GET') location.reload();
    else document.querySelector('main')?.replaceWith(drawn.querySelector('main') ?? drawn.body);
    return;
  }
  if (response.redirected) history.replaceState(null, '', withoutDone(response.url));
  swap(fresh, sent.method === 'POST');
  if (root) showLooking(root, toldLast);
}

const withoutDone = (address: string): string => {
  const url = new URL(address);
  for (const name of ['done', 'case', 'moves', 'days', 'was']) url.searchParams.delete(name);
  return url.href;
};

function swap(fresh: Element, acted: boolean): void {
  const before = rows();
  const at = before.findIndex((row) => row.contains(document.activeElement));
  const focused = document.activeElement as HTMLElement | null;
  const here = at < 0 ? undefined : { number: before[at]?.dataset.case, deed: focused?.dataset.deed };
  const back = here === undefined ? placeOf(focused) : undefined;
  const chosen = new Set(
    [...document.querySelectorAll<HTMLInputElement>('[form=merge]:checked')].map((box) => box.name),
  );
  const typing =
    focused?.closest('[data-part=filter]') !== null && focused?.closest('[data-part=filter]') !== undefined;
  for (const part of fresh.querySelectorAll<HTMLElement>('[data-part]')) {
    const name = part.dataset.part;
    // What was just said stays until something else is done; a form that somebody is filling in stays as it is.
    if ((name === 'said' && !acted) || (name === 'filter' && (typing || isOpen()))) continue;
    document.querySelector(`[data-part=${name}]`)?.replaceChildren(...part.childNodes);
  }
  const hint = document.querySelector<HTMLElement>('[data-keys-hint]');
  if (hint) hint.hidden = false;
  if (!acted)
    for (const box of document.querySelectorAll<HTMLInputElement>('[form=merge]')) box.checked = chosen.has(box.name);
  const now = rows();
  if (here === undefined) {
    const control = back?.();
    // Tools that went with what was ticked cannot take the focus back: the first case does.
    const stays = control === undefined || control.checkVisibility() ? control : firstLink(now);
    return void stays?.focus({ preventScroll: true });
  }
  const same = now.find((row) => row.dataset.case === here.number);
  const row = same ?? now[Math.min(at, now.length - 1)];
  const deed = here.deed && same ? row?.querySelector<HTMLElement>(`[data-deed=${here.deed}]`) : null;
  (deed ?? row?.querySelector<HTMLElement>('.queue-title a'))?.focus({ preventScroll: same !== undefined });
}

/** Finds the control again that stands where the focused one stood, outside the rows: the button to merge, an undo. */
function placeOf(focused: HTMLElement | null): (() => HTMLElement | undefined) | undefined {
  const part = focused?.closest<HTMLElement>('[data-part]')?.dataset.part;
  if (!focused || part === undefined) return undefined;
  const alike = (): HTMLElement[] => {
    const all = document.querySelectorAll<HTMLElement>(`[data-part=${part}] ${focused.localName}`);
    return [...all].filter((one) => one.textContent === focused.textContent && !one.closest('[data-case]'));
  };
  const at = alike().indexOf(focused);
  return () => (document.contains(focused) ? undefined : alike()[at]);
}

const firstLink = ([row]: readonly HTMLElement[]): HTMLElement | undefined =>
  row?.querySelector<HTMLElement>('.queue-title a') ?? undefined;
const isOpen = (): boolean => document.querySelector<HTMLInputElement>('.queue-keep input')?.value !== '';
const rows = (): readonly HTMLElement[] => [...document.querySelectorAll<HTMLElement>('[data-case]')];

function onKey(root: HTMLElement, event: KeyboardEvent): void {
  const target = event.target as HTMLElement;
  const typing = target.matches('input:not([type=checkbox]), textarea, select, [contenteditable]');
  if (typing || event.ctrlKey || event.metaKey || event.altKey) return;
  const help = root.querySelector<HTMLDialogElement>('[data-keys]');
  if (event.key === '?') {
    if (help?.open) help.close();
    else help?.showModal();
    return;
  }
  if (help?.open) return;
  const all = rows();
  const at = all.findIndex((row) => row.contains(document.activeElement));
  const row = all[at];
  const deeds: Readonly<Record<string, () => void>> = {
    j: () => go(all[Math.min(at + 1, all.length - 1)]),
    k: () => go(all[Math.max(at - 1, 0)]),
    a: () => row?.querySelector<HTMLElement>('[data-deed=take]')?.click(),
    s: () => row?.querySelector<HTMLElement>('[data-deed=later]')?.click(),
    x: () => row?.querySelector<HTMLElement>('[form=merge]')?.click(),
  };
  const deed = deeds[event.key];
  if (deed === undefined) return;
  event.preventDefault();
  deed();
}

function go(row: HTMLElement | undefined): void {
  const link = row?.querySelector<HTMLElement>('.queue-title a');
  link?.focus();
  row?.scrollIntoView({ block: 'nearest' });
}
