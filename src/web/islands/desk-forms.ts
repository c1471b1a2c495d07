// The forms of a case carry on: what was typed into one is there again after another was sent, the page was left, or the browser
// ended. Kept in this browser alone, by whom and for which case; gone once the form was taken, or thrown away by its writer.
import { type KeptTexts, openKept } from './kept-texts.ts';

type Settings = {
  readonly case: string;
  readonly who: string /** The form that was just taken. */;
  readonly taken: string | null;
};
type Typed = Readonly<Record<string, string>>;

const root = document.querySelector<HTMLElement>('[data-forms]');
if (root) void begin(root, JSON.parse(root.dataset.forms ?? '{}') as Settings);

async function begin(root: HTMLElement, settings: Settings): Promise<void> {
  const kept = await openKept();
  const keyOf = (form: string): string => [settings.who, settings.case, 'form', form].join(' ');
  if (settings.taken !== null) {
    await kept.forget(keyOf(settings.taken));
    // Read again later, the address must not throw away what was typed since.
    const here = new URL(location.href);
    here.searchParams.delete('sent');
    history.replaceState(history.state, '', here);
  }
  for (const form of root.querySelectorAll<HTMLFormElement>('form[data-keep]'))
    await carryOn(form, keyOf(form.dataset.keep ?? ''), kept);
}

async function carryOn(form: HTMLFormElement, key: string, kept: KeptTexts): Promise<void> {
  const empty = JSON.stringify(typedIn(form));
  const note = form.querySelector<HTMLElement>('[data-kept]');
  // What the server sent back with a word on what is wrong is the newest there is, and as it was typed.
  const sentBack = form.querySelector('[role=alert]') !== null;
  const keep = (): void => {
    const text = JSON.stringify(typedIn(form));
    void (text === empty && !sentBack ? kept.forget(key) : kept.put({ key, text, base: 0 }));
  };
  form.addEventListener('input', keep);
  form.addEventListener('change', keep);
  note?.querySelector('button')?.addEventListener('click', () => {
    note.hidden = true;
    fill(form, JSON.parse(empty) as Typed);
    void kept.forget(key);
    fieldsOf(form)[0]?.focus();
  });
  if (sentBack) return keep();
  const left = await kept.get(key);
  // Typed on while that was awaited.
  if (left === undefined || JSON.stringify(typedIn(form)) !== empty) return;
  fill(form, JSON.parse(left.text) as Typed);
  for (let fold = form.closest('details'); fold; fold = fold.parentElement?.closest('details') ?? null)
    fold.open = true;
  for (const fold of form.querySelectorAll('details'))
    if (changedIn(fold, JSON.parse(empty) as Typed)) fold.open = true;
  if (note) note.hidden = false;
}

type Field = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

/** All that can be typed or chosen; a file has to be chosen again, no page may do that. */
const fieldsOf = (form: Element): readonly Field[] =>
  [...form.querySelectorAll<Field>('input, textarea, select')].filter(
    ({ name, type }) => name !== '' && type !== 'hidden' && type !== 'file' && type !== 'submit',
  );

const isChosen = (field: Field): field is HTMLInputElement => field.type === 'radio' || field.type === 'checkbox';

const typedIn = (form: Element): Typed => {
  const typed: Record<string, string> = {};
  for (const field of fieldsOf(form)) {
    if (!isChosen(field)) typed[field.name] = field.value;
    else if (field.checked) typed[field.name] = field.value;
  }
  return typed;
};

const fill = (form: Element, typed: Typed): void => {
  for (const field of fieldsOf(form)) {
    if (isChosen(field)) field.checked = typed[field.name] === field.value;
    else field.value = typed[field.name] ?? '';
  }
};

const changedIn = (part: Element, empty: Typed): boolean =>
  Object.entries(typedIn(part)).some(([name, value]) => (empty[name] ?? '') !== value);
