// Every page there is, and how one gets there. A page that is not here is looked at by no test.
import type { Page } from 'playwright-core';
import type { UiLang } from '../../src/base/lang.ts';
import { statementPages } from '../../src/core/organisation.ts';
import { ask, claimReview, importFile, signIn } from './doing.ts';
import { lemon, type SampleCheck, sampleWhere, several, unheardOf } from './sample.ts';
import type { Opened, Site } from './site.ts';
import { teachWordings } from './wordings.ts';

export type Place = {
  readonly name: string;
  readonly open: (page: Page, lang: UiLang) => Promise<unknown>;
};

const at = (name: string, path: string): Place => ({ name, open: (page, lang) => page.goto(`/${lang}${path}`) });
const plainly = (name: string, path: string): Place => ({ name, open: (page) => page.goto(path) });
const check = (name: string, found: SampleCheck): Place => at(name, `/checks/${found.slug}`);
const asked = (name: string, text: (lang: UiLang) => string): Place => ({
  name,
  open: (page, lang) => ask(page, lang, text(lang)),
});

/** Where another publisher's check stands once `prepare` has run. */
const imported = {
  claim: 'Đặt một củ hành tây trong phòng ngủ hút hết vi khuẩn trong không khí',
  title: 'Hành tây không hút được vi khuẩn',
  url: 'https://bao-thu-nghiem.example/hanh-tay',
  rating: 'Sai',
};

/** Gives the instance what the sample content does not have: an imported check, a run with refusals, wordings of askers. */
export const prepare = async (site: Site, { page, context }: Opened): Promise<readonly Place[]> => {
  await signIn(site, context);
  await teachWordings(site);
  const broken = { ...claimReview({ ...imported, url: 'https://bao-thu-nghiem.example/2' }), claimReviewed: '' };
  const run = await importFile(page, 'thu.json', JSON.stringify([claimReview(imported), broken]));
  await page.goto(`/vi/checks?q=${encodeURIComponent(imported.claim)}`);
  const path = (await page.locator('.item-title a').first().getAttribute('href')) ?? '';
  const slug = path.split('/').at(-1) ?? '';
  return [...places, at('check-imported', `/checks/${slug}`), plainly('operator-run', run)];
};

const toTicket = async (page: Page, lang: UiLang): Promise<void> => {
  await ask(page, lang, unheardOf[lang]);
  await page.locator('.next a.button-strong').click();
  await page.locator('.steps').waitFor();
};

const places: readonly Place[] = [
  at('front', ''),
  {
    name: 'front-problem',
    open: (page, lang) => ask(page, lang, '?!'),
  },
  asked('answer-known', (lang) => lemon.versions[lang].claim),
  asked('answer-perhaps', (lang) => (lang === 'vi' ? 'Uống 5 lít nước mỗi ngày mới đủ' : 'Lemon water cures the flu')),
  asked('answer-new', (lang) => unheardOf[lang]),
  asked('answer-several', several),
  {
    name: 'answer-shared',
    open: async (page, lang) => {
      await ask(page, lang, lemon.versions[lang].claim);
      await page.goto(new URL((await page.locator('.answer-foot .address').textContent()) ?? '').pathname);
    },
  },
  {
    name: 'feedback',
    open: async (page, lang) => {
      await ask(page, lang, lemon.versions[lang].claim);
      await page.locator('.feedback [value=yes]').first().click();
      await page.waitForURL('**/feedback');
    },
  },
  { name: 'ticket', open: toTicket },
  {
    name: 'ticket-withdrawn',
    open: async (page, lang) => {
      await toTicket(page, lang);
      await page.locator('form[action$=withdraw] button').click();
      await page.locator('form[action$=withdraw]').waitFor({ state: 'detached' });
    },
  },
  check('check', lemon),
  check(
    'check-true',
    sampleWhere((c) => c.verdict === 'true'),
  ),
  check(
    'check-mixed',
    sampleWhere((c) => c.verdict === 'mixed'),
  ),
  check(
    'check-satire',
    sampleWhere((c) => c.verdict === 'satire'),
  ),
  check(
    'check-unproven',
    sampleWhere((c) => c.verdict === 'unproven' && c.searches.length > 0),
  ),
  check(
    'check-corrected',
    sampleWhere((c) => c.corrections.some((one) => one.kind === 'correction')),
  ),
  at('list', '/checks'),
  at('list-filtered', '/checks?verdict=false&verdict=misleading&topic=health'),
  at('list-empty', '/checks?q=khongcogica'),
  at('topics', '/topics'),
  at('topic', '/topics/health'),
  at('explainers', '/explainers'),
  at('notes', '/notes'),
  at('verdicts', '/verdicts'),
  at('log', '/log'),
  at('log-kind', '/log?kind=check-published'),
  at('log-leaf', '/log/leaf/0'),
  at('requests', '/requests'),
  at('log-empty', '/log?kind=salts-erased'),
  at('rate', '/rate'),
  at('rate-sent', '/rate?done=sent'),
  at('rate-open', '/rate/open?code=x'),
  at('rate-method', '/method/standing'),
  ...statementPages.map((name) => at(name, `/${name}`)),
  plainly('api', '/api'),
  { name: 'offline', open: (page, lang) => page.goto(`/offline/${lang}`) },
  at('not-found', '/no-such-page'),
  plainly('operator', '/operator'),
  plainly('operator-wordings', '/operator/wordings'),
];
