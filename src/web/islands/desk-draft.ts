// Saves every field of a draft while it is typed. What the server has not taken yet is kept in this browser's database, which
// outlives the page, the tab and the browser; the next visit sends it. Two texts are never made one here: the server keeps both.
import { type KeptTexts, openKept } from './kept-texts.ts';

type Settings = {
  readonly save: string;
  readonly preview: string;
  readonly case: string;
  readonly who: string;
  readonly words: Readonly<Record<string, string>>;
};
type Saved = { readonly as: 'kept' | 'current' | 'conflict'; readonly n: number };

const pauseMs = 900;
const longestMs = 4_000;
const againMs = 5_000;
/** What browsers let a page send while it is being closed. */
const mostAtClosing = 60_000;

const form = document.querySelector<HTMLFormElement>('form[data-drafts]');
if (form) void begin(form, JSON.parse(form.dataset.drafts ?? '{}') as Settings);

async function begin(form: HTMLFormElement, settings: Settings): Promise<void> {
  const status = form.querySelector<HTMLElement>('[data-status]');
  const kept = await openKept();
  const say = (word: string, warns = false, more = ''): void => {
    if (!status) return;
    status.classList.toggle('is-warning', warns);
    const text = [settings.words[word], more].filter(Boolean).join(' ');
    // Said again, it would be read out again.
    if (status.textContent !== text) status.textContent = text;
  };
  const areas = [...form.querySelectorAll<HTMLTextAreaElement>('textarea[data-field]')];
  const fields = areas.filter((area) => !area.readOnly).map((area) => watch(area, settings, kept, say));
  for (const area of areas) showPreview(area, settings);
  let back = false;
  for (const field of fields) back = (await field.bringBack()) || back;
  if (back) {
    // Folded away, nobody would see what came back.
    const part = form.closest('details');
    if (part) part.open = true;
    say('brought-back');
  }
  const closing = (): void => {
    for (const field of fields) field.close();
  };
  addEventListener('pagehide', closing);
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden') closing();
  });
  addEventListener('online', () => {
    for (const field of fields) void field.send();
  });
  // The form without script would send what is being sent already.
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    const all = await Promise.all(fields.map((field) => field.settle()));
    await showChecklist();
    if (all.every((settled) => settled)) say('saved-all');
  });
  // What was missing may be there now, and with it the way on.
  form.addEventListener('focusout', (event) => {
    if (!form.contains(event.relatedTarget as Node | null))
      void Promise.all(fields.map((f) => f.settle())).then(showChecklist);
  });
}

/** The list of what is missing as it is now; nothing moves under somebody who stands in it. */
async function showChecklist(): Promise<void> {
  const list = document.querySelector('.case-checklist');
  const response = await fetch(location.pathname).catch(() => undefined);
  if (!list || list.contains(document.activeElement) || response?.ok !== true) return;
  const drawn = new DOMParser().parseFromString(await response.text(), 'text/html').querySelector('.case-checklist');
  if (drawn && !list.contains(document.activeElement) && drawn.innerHTML !== list.innerHTML)
    list.replaceChildren(...drawn.childNodes);
}

type Say = (word: string, warns?: boolean, more?: string) => void;

function watch(area: HTMLTextAreaElement, settings: Settings, kept: KeptTexts, say: Say) {
  const { lang = '', field = '' } = area.dataset;
  const key = [settings.who, settings.case, lang, field].join(' ');
  const hidden = area.form?.elements.namedItem(`${lang}.${field}.base`) as HTMLInputElement | null;
  let base = Number(area.dataset.base);
  let sent = area.value;
  let busy: Promise<void> | undefined;
  let waits: number | undefined;
  let since = 0;

  const body = (text: string): string => JSON.stringify({ lang, field, text, base });

  const send = (): Promise<void> => {
    clearTimeout(waits);
    if (busy) return busy;
    if (area.value === sent) return Promise.resolve();
    busy = sendNow().finally(() => {
      busy = undefined;
    });
    return busy;
  };

  const sendNow = async (): Promise<void> => {
    const text = area.value;
    since = 0;
    say('saving');
    const answer = await post(settings.save, body(text));
    if (answer === 'away') {
      say('offline', true);
      waits = window.setTimeout(send, againMs);
      return;
    }
    if (answer === 'refused') return say('refused', true);
    sent = text;
    // What stands may be the text that is here, though another state of it: the next is typed over that one.
    base = answer.n;
    if (hidden) hidden.value = String(base);
    if (area.value === text) await kept.forget(key);
    else await kept.put({ key, text: area.value, base });
    if (answer.as === 'conflict') say('conflict', true);
    else say('saved', false, new Date().toLocaleTimeString(document.documentElement.lang, { timeStyle: 'short' }));
    if (area.value !== text) soon();
  };

  const soon = (): void => {
    const at = Date.now();
    since ||= at;
    clearTimeout(waits);
    waits = window.setTimeout(send, Math.max(0, Math.min(pauseMs, since + longestMs - at)));
  };

  area.addEventListener('input', () => {
    void kept.put({ key, text: area.value, base });
    soon();
  });
  area.addEventListener('blur', () => void send());

  return {
    send,
    /** Sends all that is here; false where the server did not take it. */
    settle: async (): Promise<boolean> => {
      await send();
      // Typed on while the rest was on its way.
      if (area.value !== sent) await send();
      return area.value === sent;
    },
    /** The page may be gone at once: the browser sends this one by itself. What is too long stays kept. */
    close: (): void => {
      const text = area.value;
      if (busy || text === sent || body(text).length * 3 > mostAtClosing) return;
      void fetch(settings.save, { method: 'POST', headers, body: body(text), keepalive: true }).catch(() => undefined);
    },
    /** Puts back what was typed and never arrived; true when there was something. */
    bringBack: async (): Promise<boolean> => {
      const left = await kept.get(key);
      if (left === undefined) return false;
      if (left.text === area.value) {
        await kept.forget(key);
        return false;
      }
      if (left.base === base) {
        area.value = left.text;
        area.dispatchEvent(new Event('input', { bubbles: true }));
        await send();
        return true;
      }
      // Typed over an older state: the server puts it beside the one that stands, and the page shows both.
      const answer = await post(settings.save, JSON.stringify({ lang, field, text: left.text, base: left.base }));
      if (answer === 'away' || answer === 'refused') {
        say(answer === 'away' ? 'offline' : 'refused', true);
        return false;
      }
      await kept.forget(key);
      if (answer.as === 'conflict') location.reload();
      return answer.as !== 'kept';
    },
  };
}

const headers = { 'content-type': 'application/json', accept: 'application/json' };

/** `away`: may work later. `refused`: will not. */
async function post(url: string, body: string): Promise<Saved | 'away' | 'refused'> {
  try {
    const response = await fetch(url, { method: 'POST', headers, body });
    if (response.ok) return (await response.json()) as Saved;
    return response.status === 429 || response.status >= 500 ? 'away' : 'refused';
  } catch {
    return 'away';
  }
}

function showPreview(area: HTMLTextAreaElement, { preview }: Settings): void {
  const shown = document.querySelector<HTMLElement>(`[data-preview="${area.id}"]`);
  const fold = shown?.closest('details');
  if (!shown || !fold) return;
  let waits: number | undefined;
  const draw = async (): Promise<void> => {
    const text = area.value;
    try {
      const response = await fetch(preview, { method: 'POST', headers: { 'content-type': 'text/plain' }, body: text });
      // Made safe by the server; what came for an older text is not shown over a newer one.
      if (response.ok && area.value === text) shown.innerHTML = await response.text();
    } catch {
      // The preview waits for the next letter.
    }
  };
  area.addEventListener('input', () => {
    if (!fold.open) return;
    clearTimeout(waits);
    waits = window.setTimeout(draw, pauseMs);
  });
  fold.addEventListener('toggle', () => {
    if (fold.open) void draw();
  });
}
