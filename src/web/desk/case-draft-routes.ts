// Drafts: one field as it is typed, all fields without script, a preview, and settling what two people typed at once.
import type { Hono } from 'hono';
import type { UiLang } from '../../base/lang.ts';
import { type DraftField, draftFields, isDraftField, longestField, waiting } from '../../core/draft.ts';
import { type CaseHead, saveDraft, settleDraft } from '../../desk/index.ts';
import { readBody } from '../body.ts';
import { type Door, privately, type WebEnv } from '../door.ts';
import { mediaType, parseForm } from '../form-door.ts';
import { parseJson } from '../json-door.ts';
import { hiddenInHtml } from '../pages/hidden-parts.ts';
import { markdown } from '../pages/markdown.ts';
import { type Problem, problemJson } from '../problem.ts';
import { actorOf, backToCase, caseOf, problemOf } from './case-view.ts';
import { formOf } from './desk-form.ts';
import { type Inside, inside } from './inside.ts';

/** Every field in both languages, each letter of it three bytes written as nine. */
const mostBytes = 4_194_304;
const mostForOne = 262_144;

export const caseDraftRoutes = (app: Hono<WebEnv>, door: Door, lang: UiLang): void => {
  const at = `/${lang}/desk/cases/:number`;
  app.post(`${at}/draft`, inside(door, lang, 'case.work', saveOne));
  app.post(`${at}/drafts`, inside(door, lang, 'case.work', saveAll));
  app.post(`${at}/settle`, inside(door, lang, 'case.work', settle));
  app.post(`${at}/preview`, inside(door, lang, 'desk.see', preview));
};

/** For the script of the page: JSON in, JSON out. */
const saveOne = async (here: Inside): Promise<Response> => {
  const { door, asked } = here;
  const say = (problem: Problem) => problemJson(problem, here.lang);
  const head = await caseOf(here);
  if (!head) return say({ code: 'not-found' });
  if (mediaType(asked.req.header('content-type')) !== 'application/json')
    return say({ code: 'unsupported-media-type' });
  const body = await bodyOf(here, mostForOne);
  if (!body.ok) return say(body.error);
  const json = parseJson(body.value);
  if (!json.ok) return say(json.error);
  const typed = typedOf(json.value, door.options.organisation.languages);
  if (!typed) return say({ code: 'invalid-input' });
  const saved = await saveDraft(door.options.world, actorOf(here), head.id, typed);
  if (!saved.ok) return say({ code: saved.error.code === 'field-too-long' ? 'too-large' : saved.error.code });
  return new Response(JSON.stringify(saved.value), {
    headers: { ...privately, 'content-type': 'application/json; charset=utf-8' },
  });
};

type Typed = { readonly lang: string; readonly field: DraftField; readonly text: string; readonly base: number };

const typedOf = (value: unknown, langs: readonly string[]): Typed | undefined => {
  if (typeof value !== 'object' || value === null) return undefined;
  const { lang, field, text, base } = value as Readonly<Record<string, unknown>>;
  if (typeof lang !== 'string' || !langs.includes(lang)) return undefined;
  if (typeof field !== 'string' || !isDraftField(field) || typeof text !== 'string') return undefined;
  return typeof base === 'number' && isState(base) ? { lang, field, text, base } : undefined;
};

const isState = (n: number): boolean => Number.isInteger(n) && n >= 0 && n < 2 ** 31 - 1;

/** Without script: every field of the form over the state it was loaded with. */
const saveAll = async (here: Inside): Promise<Response> => {
  const { door, asked } = here;
  const head = await caseOf(here);
  if (!head) return problemOf(here, { code: 'not-found' });
  const body = await bodyOf(here, mostBytes);
  if (!body.ok) return door.problem(asked, body.error);
  const fields = door.options.organisation.languages.flatMap((lang) => draftFields.map((field) => ({ lang, field })));
  const names = fields.flatMap(({ lang, field }) => [`${lang}.${field}`, `${lang}.${field}.base`]);
  const form = parseForm(asked.req.header('content-type'), body.value, names);
  if (!form.ok) return door.problem(asked, form.error);
  let conflict: string | undefined;
  for (const { lang, field } of fields) {
    const text = form.value[`${lang}.${field}`];
    const base = Number(form.value[`${lang}.${field}.base`] ?? '0');
    if (text === undefined) continue;
    if (!isState(base)) return door.problem(asked, { code: 'invalid-input', field: `${lang}.${field}.base` });
    const saved = await saveDraft(door.options.world, actorOf(here), head.id, { lang, field, text, base });
    if (!saved.ok)
      return problemOf(here, { code: saved.error.code === 'field-too-long' ? 'too-large' : saved.error.code });
    if (saved.value.as === 'conflict') conflict ??= `conflict-${lang}-${field}`;
  }
  return backToCase(here, head, conflict ?? 'draft', '?saved=1');
};

const settle = async (here: Inside): Promise<Response> => {
  const { door, asked } = here;
  const head = await caseOf(here);
  if (!head) return problemOf(here, { code: 'not-found' });
  const form = await formOf(here, ['lang', 'field', 'standing', 'waiting', 'take', 'text']);
  if (form instanceof Response) return form;
  const { lang = '', field = '', take = '', text = '' } = form;
  const standing = Number(form.standing ?? '');
  const other = Number(form.waiting ?? '');
  if (!isDraftField(field) || !isState(standing) || !isState(other))
    return door.problem(asked, { code: 'invalid-input' });
  const chosen = await chosenText(here, head, { lang, field, take, text, standing, waiting: other });
  if (chosen === undefined) return problemOf(here, { code: 'draft-moved' });
  const done = await settleDraft(door.options.world, actorOf(here), head.id, {
    lang,
    field,
    standing,
    waiting: other,
    text: chosen,
  });
  if (!done.ok) return problemOf(here, { code: done.error.code === 'field-too-long' ? 'too-large' : done.error.code });
  return backToCase(here, head, `draft-${lang}-${field}`);
};

/** The text that was settled on; undefined when one of the two is not there any more. */
const chosenText = async (
  { door }: Inside,
  head: CaseHead,
  wanted: {
    readonly lang: string;
    readonly field: DraftField;
    readonly take: string;
    readonly text: string;
    readonly standing: number;
    readonly waiting: number;
  },
): Promise<string | undefined> => {
  if (wanted.take === 'edited') return wanted.text;
  const states = (await door.options.world.drafts.of(head.id)).filter(
    ({ lang, field }) => lang === wanted.lang && field === wanted.field,
  );
  if (wanted.take === 'waiting') return waiting(states).find(({ n }) => n === wanted.waiting)?.text;
  const stands = states.find(({ current }) => current);
  return stands === undefined && wanted.standing === 0 ? '' : stands?.text;
};

const preview = async (here: Inside): Promise<Response> => {
  const { door, asked } = here;
  if (mediaType(asked.req.header('content-type')) !== 'text/plain')
    return door.problem(asked, { code: 'unsupported-media-type' });
  const body = await bodyOf(here, mostForOne);
  if (!body.ok) return door.problem(asked, body.error);
  const html = hiddenInHtml(here.lang, markdown(body.value.toString('utf8').slice(0, longestField)));
  return new Response(html, { headers: { ...privately, 'content-type': 'text/html; charset=utf-8' } });
};

const bodyOf = ({ door, asked }: Inside, bytes: number) =>
  readBody(
    { incoming: asked.env.incoming, request: asked.req.raw },
    { bytes, milliseconds: door.options.limits.slowBodyMs },
  );
