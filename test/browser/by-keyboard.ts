// A person with a keyboard and nothing else: gets to things by Tab, presses them, types, and chooses with the arrows.
import type { ElementHandle, Locator, Page } from 'playwright-core';

/** Brings the focus to something by Tab, forwards or back, whichever is nearer; what is folded around it is opened first. */
export const reach = async (target: Locator): Promise<void> => {
  await target.waitFor({ state: 'attached' });
  for (;;) {
    const fold = (await target.evaluateHandle(outermostFold)).asElement();
    if (fold === null) break;
    await tabTo(target.page(), fold);
    await target.page().keyboard.press('Enter');
  }
  const thing = (await target.evaluateHandle((e) => e)).asElement();
  if (thing !== null) await tabTo(target.page(), thing);
};

const tabTo = async (page: Page, target: ElementHandle<Element>): Promise<void> => {
  let before: number | undefined;
  for (let stuck = 0; stuck < 12; ) {
    const away = await target.evaluate(stopsAway);
    if (away === 0) return;
    stuck = away === before ? stuck + 1 : 0;
    before = away;
    for (let n = Math.abs(away); n > 0; n--) await page.keyboard.press(away > 0 ? 'Tab' : 'Shift+Tab');
  }
  throw new Error(
    `the focus never comes to ${await target.evaluate((e: Element) => e.outerHTML.slice(0, 200))} on ${page.url()}`,
  );
};

/** The heading of the outermost closed fold around a thing. */
const outermostFold = (target: Element): Element | null => {
  let found: Element | null = null;
  for (let fold = target.closest('details'); fold; fold = fold.parentElement?.closest('details') ?? null) {
    const heading = fold.querySelector(':scope > summary');
    if (!fold.open && !heading?.contains(target)) found = heading;
  }
  return found;
};

/** About how many Tabs away a thing is, below zero when it is behind; a field of several stops makes it a few more. */
const stopsAway = (target: Element): number => {
  const at = document.activeElement ?? document.body;
  if (at === target) return 0;
  const isStop = (e: HTMLElement): boolean => {
    if (!e.checkVisibility({ visibilityProperty: true }) || e.matches(':disabled')) return false;
    if (!(e instanceof HTMLInputElement) || e.type !== 'radio') return true;
    const group = [...(e.form ?? document).querySelectorAll<HTMLInputElement>(`input[type=radio][name="${e.name}"]`)];
    return e === at || e === (group.find(({ checked }) => checked) ?? group[0]);
  };
  const all = 'a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex="0"]';
  const stops = [...document.querySelectorAll<HTMLElement>(all)].filter(isStop);
  const [from, to] = [stops.indexOf(at as HTMLElement), stops.indexOf(target as HTMLElement)];
  if (from >= 0 && to >= 0) return to - from;
  return (at.compareDocumentPosition(target) & Node.DOCUMENT_POSITION_PRECEDING) === 0 ? 1 : -1;
};

/** Presses a link or button that leads to another page, and waits until that stands. Throws what a page refuses. */
export const go = async (target: Locator): Promise<void> => {
  const page = target.page();
  await reach(target);
  await page.evaluate(() => document.documentElement.setAttribute('data-left', ''));
  await page.keyboard.press('Enter');
  await page.locator('html:not([data-left]) main').waitFor();
  await page.waitForLoadState();
  const refused = page.locator('main [role=alert], main .problem');
  if ((await refused.count()) > 0) throw new Error(`${page.url()}: ${await refused.first().innerText()}`);
};

/** Writes into a field in place of what stands there. */
export const write = async (field: Locator, text: string): Promise<void> => {
  await reach(field);
  await field.page().keyboard.press('ControlOrMeta+A');
  await field.page().keyboard.insertText(text);
  const stands = await field.inputValue();
  if (stands !== text) throw new Error(`${field} took only: ${stands}`);
};

/** Ticks a box. */
export const tick = async (box: Locator): Promise<void> => {
  await reach(box);
  await box.page().keyboard.press('Space');
};

/** Chooses one of a few that stand in sight: the group by Tab, the one by the arrows. */
export const choose = async (form: Locator, name: string, value: string): Promise<void> => {
  const page = form.page();
  const group = form.locator(`input[type=radio][name="${name}"]`);
  const checked = form.locator(`input[type=radio][name="${name}"]:checked`);
  await reach((await checked.count()) > 0 ? checked : group.first());
  await page.keyboard.press('Space');
  for (let n = await group.count(); (await checked.inputValue()) !== value; n--) {
    if (n === 0) throw new Error(`there is no ${name} ${value} on ${page.url()}`);
    await page.keyboard.press('ArrowDown');
  }
};

/** Chooses a line of a list that opens. */
export const pick = async (list: Locator, value: string): Promise<void> => {
  await reach(list);
  await list.page().keyboard.press('Home');
  for (let n = await list.locator('option').count(); (await list.inputValue()) !== value; n--) {
    if (n === 0) throw new Error(`there is no ${value} on ${list.page().url()}`);
    await list.page().keyboard.press('ArrowDown');
  }
};
