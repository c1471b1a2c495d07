// A case by keyboard: from part to part, and to the field for what one wants to add, folds opened on the way.
export {};

const page = document.querySelector<HTMLElement>('article.case');
if (page) begin(page);

function begin(page: HTMLElement): void {
  const hint = page.querySelector<HTMLElement>('[data-keys-hint]');
  const help = page.querySelector<HTMLDialogElement>('[data-keys]');
  if (hint) hint.hidden = false;
  const deeds: Readonly<Record<string, () => void>> = {
    j: () => toPart(page, 1),
    k: () => toPart(page, -1),
    e: () => toField(page, 'form[data-keep=evidence]'),
    d: () => toField(page, 'form[data-drafts]'),
    r: () => toField(page, 'form[data-keep=remark]'),
    t: () => toField(page, 'form[data-keep=task]'),
    a: () => page.querySelector<HTMLElement>('form[action$="/take"] button[name=to]')?.click(),
    c: () => toHeading(page.querySelector('#checklist')),
    q: () => document.querySelector<HTMLElement>('a[href$="/desk"]')?.click(),
  };
  document.addEventListener('keydown', (event) => {
    const target = event.target as HTMLElement;
    const typing = target.matches('input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]');
    if (typing || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === '?') {
      if (help?.open) help.close();
      else help?.showModal();
      return;
    }
    const deed = help?.open ? undefined : deeds[event.key];
    if (deed === undefined) return;
    event.preventDefault();
    deed();
  });
}

/** The line of the part after or before the one that holds the focus; with none, the first or last. */
function toPart(page: HTMLElement, by: 1 | -1): void {
  const parts = [...page.querySelectorAll<HTMLElement>('.case-parts > section')];
  const at = parts.findIndex((part) => part.contains(document.activeElement));
  const next = at < 0 ? (by === 1 ? 0 : parts.length - 1) : Math.min(Math.max(at + by, 0), parts.length - 1);
  const part = parts[next];
  // The line of a folded part, so that Enter opens and closes it.
  toHeading(part?.querySelector<HTMLElement>('[data-part] > summary') ?? part?.querySelector('h2') ?? null);
}

function toHeading(heading: HTMLElement | null): void {
  if (!heading) return;
  if (heading.localName !== 'summary') heading.tabIndex = -1;
  heading.focus({ preventScroll: true });
  heading.scrollIntoView({ block: 'start' });
}

/** The first field of a form; where the page has no such form, nothing happens. */
function toField(page: HTMLElement, form: string): void {
  const field = page
    .querySelector(form)
    ?.querySelector<HTMLElement>('input:checked, input[type=text], input[type=url], textarea:not([readonly])');
  if (!field) return;
  for (let fold = field.closest('details'); fold; fold = fold.parentElement?.closest('details') ?? null)
    fold.open = true;
  field.focus();
  field.scrollIntoView({ block: 'center' });
}
