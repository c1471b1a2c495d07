// The desk's side of explainers: the list, and the forms that hand in a new one, a change, or a withdrawal.

import type { Hono } from 'hono';
import { type UiLang, uiLangs } from '../../base/lang.ts';
import { explainerFields, type PublicExplainer } from '../../core/explainer.ts';
import { type ExplainerGiven, submitExplainer, withdrawExplainer } from '../../desk/index.ts';
import { type Door, privately, type WebEnv } from '../door.ts';
import { topicNamed } from '../pages/topic-words.ts';
import { statusOf } from '../problem.ts';
import { type Typed, textsTyped } from './decide-fields.ts';
import { formOf, longForm } from './desk-form.ts';
import { back, type Inside, inside } from './inside.ts';
import type { ExplainerPageOf } from './pages/explainer-model.ts';
import { provenForm } from './proven.ts';

const path = '/desk/explainers';
const newPath = '/desk/new-explainer';
const shown = 500;

export const explainerDeskRoutes = (app: Hono<WebEnv>, door: Door, lang: UiLang): void => {
  const at = `/${lang}${path}`;
  const withForm = (route: (here: Inside) => Promise<Response>) => inside(door, lang, 'submission.submit', route);
  app.get(at, inside(door, lang, 'desk.see', list));
  // A slug may be any word, so the form of a new one stands beside them.
  for (const form of [`/${lang}${newPath}`, `${at}/:slug`]) {
    app.get(
      form,
      withForm((here) => show(here)),
    );
    app.post(form, withForm(handIn));
  }
  app.get(
    `${at}/:slug/withdraw`,
    withForm((here) => showWithdrawal(here)),
  );
  app.post(`${at}/:slug/withdraw`, withForm(withdraw));
};

const list = async ({ door, lang, who }: Inside): Promise<Response> => {
  const lines = await door.options.world.explainers.all(shown);
  return door.page(lang, path, { page: 'desk-explainers', member: who.member, lines }, { headers: privately });
};

/** Null where a new one is written. */
const slugOf = ({ asked }: Inside): string | null => asked.req.param('slug') ?? null;

/** What is public at an address; null for a new one, undefined where nothing can be changed. */
const standing = async (here: Inside): Promise<PublicExplainer | null | undefined> => {
  const slug = slugOf(here);
  if (slug === null) return null;
  const found = await here.door.options.world.explainers.bySlug(slug);
  return found?.withdrawn === undefined ? found : undefined;
};

const show = async (
  here: Inside,
  typed: Typed = {},
  refused: ExplainerPageOf<'desk-explainer'>['refused'] = null,
): Promise<Response> => {
  const { door, asked, lang, who } = here;
  const { decisions } = door.options.world;
  const before = await standing(here);
  if (before === undefined) return door.problem(asked, { code: 'not-found' });
  const [pending, named] = await Promise.all([
    before === null ? null : decisions.pendingApart(before.id),
    decisions.named(before?.checks ?? []),
  ]);
  return door.page(
    lang,
    before === null ? newPath : `${path}/${before.slug}`,
    {
      page: 'desk-explainer',
      member: who.member,
      before,
      attached: (before?.checks ?? []).flatMap((id) => named.get(id)?.slug ?? []),
      pending: refused === null ? pending : null,
      typed,
      refused,
    },
    { headers: privately, status: refused === null ? 200 : statusOf('invalid-input') },
  );
};

const fields = [
  ...['slug', 'topics', 'checks', 'kind', 'publishAt'],
  ...uiLangs.flatMap((lang) => [`explain.${lang}`, ...explainerFields.map((field) => `text.${lang}.${field}`)]),
];

const handIn = async (here: Inside): Promise<Response> => {
  const { door, asked, lang, who } = here;
  const given = await formOf(here, fields, longForm);
  if (given instanceof Response) return given;
  const typed = given as Typed;
  const done = await submitExplainer(door.options.world, who.member, slugOf(here), givenFrom(typed));
  if (done.ok) return back(`/${lang}/desk/reviews/${done.value}`);
  const { code, field = null, detail } = done.error;
  if (code === 'not-found' || code === 'forbidden') return door.problem(asked, { code });
  return show(here, typed, { code, field, ...(detail === undefined ? {} : { detail }) });
};

const givenFrom = (typed: Typed): ExplainerGiven => ({
  slug: typed.slug ?? '',
  topics: (typed.topics ?? '').split(',').map(topicNamed),
  checks: (typed.checks ?? '').split('\n'),
  kind: typed.kind ?? '',
  publishAt: typed.publishAt ? `${typed.publishAt}Z` : '',
  explain: textsTyped(typed, 'explain'),
  texts: Object.fromEntries(
    uiLangs.map((lang) => {
      const field = (name: string) => (typed[`text.${lang}.${name}`] ?? '').replaceAll('\r\n', '\n');
      return [lang, { title: field('title'), short: field('short'), body: field('body') }];
    }),
  ),
});

const showWithdrawal = async (
  here: Inside,
  typed: Typed = {},
  refused: ExplainerPageOf<'desk-explainer-withdraw'>['refused'] = null,
): Promise<Response> => {
  const { door, asked, lang, who } = here;
  const before = await standing(here);
  if (before === undefined || before === null) return door.problem(asked, { code: 'not-found' });
  const pending = refused === null ? await door.options.world.decisions.pendingApart(before.id) : null;
  return door.page(
    lang,
    `${path}/${before.slug}/withdraw`,
    { page: 'desk-explainer-withdraw', member: who.member, before, pending, typed, refused },
    { headers: privately, status: refused === null ? 200 : statusOf('invalid-input') },
  );
};

const withdraw = async (here: Inside): Promise<Response> => {
  const { door, asked, lang, who } = here;
  const given = await provenForm<string>(here, {
    names: uiLangs.map((of) => `because.${of}`),
    page: `/${lang}${path}/${slugOf(here)}/withdraw`,
    again: (typed) => showWithdrawal(here, typed as Typed),
  });
  if (given instanceof Response) return given;
  const typed = given as Typed;
  const done = await withdrawExplainer(
    door.options.world,
    who.member,
    slugOf(here) ?? '',
    textsTyped(typed, 'because'),
  );
  if (done.ok) return back(`/${lang}/desk/reviews/${done.value}`);
  const { code, field = null } = done.error;
  if (code === 'not-found' || code === 'forbidden') return door.problem(asked, { code });
  return showWithdrawal(here, typed, { code, field });
};
