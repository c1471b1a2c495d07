// One's own tokens: listed, made after the second factor was just shown, revoked.
import type { Hono } from 'hono';
import { dayOf } from '../../base/clock.ts';
import { parseId } from '../../base/ids.ts';
import type { UiLang } from '../../base/lang.ts';
import { rightsOf } from '../../core/access-token.ts';
import { rights } from '../../core/rights.ts';
import { makeToken, revokeToken } from '../../desk/index.ts';
import { type Door, privately, type WebEnv } from '../door.ts';
import { statusOf } from '../problem.ts';
import { back, type Inside, inside } from './inside.ts';
import type { TokenPage } from './pages/token-model.ts';
import { tokensPath } from './pages/tokens-page.tsx';
import { provenForm } from './proven.ts';

export const tokenRoutes = (app: Hono<WebEnv>, door: Door, lang: UiLang): void => {
  const at = `/${lang}${tokensPath}`;
  app.get(
    at,
    inside(door, lang, 'desk.see', (here) => show(here)),
  );
  app.post(at, inside(door, lang, 'desk.see', make));
  app.post(`${at}/:id/revoke`, inside(door, lang, 'desk.see', revoke));
};

const show = async (
  { door, asked, lang, who }: Inside,
  more: Partial<Pick<TokenPage, 'made' | 'refused'>> = {},
): Promise<Response> => {
  const { world } = door.options;
  return door.page(
    lang,
    tokensPath,
    {
      page: 'desk-tokens',
      member: who.member,
      tokens: await world.tokens.ofMine(who.member.id, dayOf(world.now())),
      own: rightsOf(who.member.role),
      made: null,
      revoked: asked.req.query('revoked') === 'yes',
      refused: null,
      ...more,
    },
    { headers: privately, status: more.refused ? statusOf('invalid-input') : 200 },
  );
};

const make = async (here: Inside): Promise<Response> => {
  const { door, lang, who } = here;
  const { world, randomToken } = door.options;
  const form = await provenForm(here, { names: ['name', 'days', ...rights], page: `/${lang}${tokensPath}` });
  if (form instanceof Response) return form;
  const chosen = rights.filter((right) => form[right] !== undefined);
  const given = { name: form.name ?? '', rights: chosen, days: Number(form.days ?? '') };
  const made = await makeToken(world, { ...given, actor: who.member, secret: randomToken() + randomToken() });
  if (made.ok) return show(here, { made: made.value.text });
  return show(here, { refused: { code: made.error.code, name: given.name, rights: chosen } });
};

const revoke = async ({ door, asked, lang, who }: Inside): Promise<Response> => {
  const id = parseId(asked.req.param('id') ?? '');
  if (id === undefined) return door.problem(asked, { code: 'not-found' });
  const done = await revokeToken(door.options.world, { actor: who.member, token: id });
  return done.ok ? back(`/${lang}${tokensPath}?revoked=yes`) : door.problem(asked, done.error);
};
