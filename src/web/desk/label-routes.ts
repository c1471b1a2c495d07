// Renaming verdicts: the form, and handing it in for a second person. It weighs as much as a text that is public at once.
import type { Hono } from 'hono';
import { type UiLang, uiLangs } from '../../base/lang.ts';
import { verdicts } from '../../core/verdict.ts';
import { renameVerdicts } from '../../desk/index.ts';
import { type Door, privately, type WebEnv } from '../door.ts';
import { standardLabel } from '../pages/verdict-words.ts';
import { statusOf } from '../problem.ts';
import type { Typed } from './decide-fields.ts';
import { back, type Inside, inside } from './inside.ts';
import type { DecideRefused } from './pages/decide-model.ts';
import { provenForm } from './proven.ts';

const path = '/desk/verdicts';

export const labelRoutes = (app: Hono<WebEnv>, door: Door, lang: UiLang): void => {
  app.get(
    `/${lang}${path}`,
    inside(door, lang, 'templates.edit', (here) => show(here)),
  );
  app.post(`/${lang}${path}`, inside(door, lang, 'templates.edit', handIn));
};

const show = async (
  { door, lang, who }: Inside,
  typed: Typed = {},
  refused: DecideRefused = null,
): Promise<Response> => {
  const { labels, decisions } = door.options.world;
  const [[inUse], pending] = await Promise.all([labels.published(), decisions.pendingApart('labels')]);
  return door.page(
    lang,
    path,
    {
      page: 'desk-labels',
      member: who.member,
      inUse: inUse?.labels ?? {},
      pending: refused === null ? pending : null,
      typed,
      refused,
    },
    { headers: privately, status: refused === null ? 200 : statusOf('invalid-input') },
  );
};

const handIn = async (here: Inside): Promise<Response> => {
  const { door, asked, lang, who } = here;
  const given = await provenForm<string>(here, {
    names: uiLangs.flatMap((of) => verdicts.map((verdict) => `${of}.${verdict}`)),
    page: `/${lang}${path}`,
    again: (typed) => show(here, typed as Typed),
  });
  if (given instanceof Response) return given;
  const typed = given as Typed;
  const labels = Object.fromEntries(
    uiLangs.map((of) => [of, Object.fromEntries(verdicts.map((verdict) => [verdict, typed[`${of}.${verdict}`]]))]),
  );
  const done = await renameVerdicts(door.options.world, who.member, labels, standardLabel);
  if (done.ok) return back(`/${lang}/desk/reviews/${done.value}`);
  const { code, field = null } = done.error;
  return code === 'forbidden' ? door.problem(asked, { code }) : show(here, typed, { code, field });
};
