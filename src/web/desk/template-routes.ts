// The templates: the team's editor, and the public page where every outgoing word stands.
import type { Hono } from 'hono';
import { isUiLang, type UiLang, uiLangs } from '../../base/lang.ts';
import { isTemplateKey, shippedTemplate, type TemplateKey, templatesInUse } from '../../core/template.ts';
import { changeTemplate } from '../../desk/index.ts';
import { type Asked, type Door, privately, type WebEnv } from '../door.ts';
import { templatesPath } from '../pages/templates-page.tsx';
import { statusOf } from '../problem.ts';
import { publicly } from '../public-page.ts';
import { back, type Inside, inside } from './inside.ts';
import type { EditedTemplate } from './pages/template-model.ts';
import { provenForm } from './proven.ts';

const path = '/desk/templates';

export const templateRoutes = (app: Hono<WebEnv>, door: Door, lang: UiLang): void => {
  app.get(templatesPath(lang), (asked) => publicTemplates(door, asked, lang));
  app.get(`/${lang}${path}`, inside(door, lang, 'templates.edit', all));
  app.get(`/${lang}${path}/:key`, inside(door, lang, 'templates.edit', withKey(show)));
  app.post(`/${lang}${path}/:key`, inside(door, lang, 'templates.edit', withKey(save)));
};

/** Drawn anew each time: few read it, and nobody should read a text that was just replaced. */
const publicTemplates = async (door: Door, _asked: Asked, lang: UiLang): Promise<Response> => {
  const { templates } = door.options.world;
  const history = await templates.history(null);
  const inUse = templatesInUse(await templates.current()).filter((text) => text.lang === lang);
  return door.page(
    lang,
    '/templates',
    {
      page: 'templates',
      texts: inUse.map((text) => {
        const own = history.filter((one) => one.key === text.key && one.lang === lang);
        const all = own.length === 0 ? [] : [...own, shippedTemplate(text.key, lang)];
        // Who changed it is for the team alone.
        const earlier = all
          .filter(({ n }) => n !== text.n)
          .map(({ key, n, text, changedOn }) => ({ key, lang, n, text, changedOn }));
        return { inUse: text, earlier };
      }),
    },
    { headers: { 'cache-control': publicly } },
  );
};

const all = async ({ door, lang, who }: Inside): Promise<Response> =>
  door.page(
    lang,
    path,
    {
      page: 'desk-templates',
      member: who.member,
      texts: templatesInUse(await door.options.world.templates.current()),
    },
    { headers: privately },
  );

const withKey =
  (route: (here: Inside, key: TemplateKey) => Promise<Response>) =>
  async (here: Inside): Promise<Response> => {
    const key = here.asked.req.param('key') ?? '';
    return isTemplateKey(key) ? route(here, key) : here.door.problem(here.asked, { code: 'not-found' });
  };

type Typed = { readonly lang: UiLang; readonly text: string; readonly refused: EditedTemplate['refused'] };

const show = async ({ door, asked, lang, who }: Inside, key: TemplateKey, typed: Typed | null = null) => {
  const { templates, team } = door.options.world;
  const [current, history, members] = await Promise.all([templates.current(), templates.history(key), team.members()]);
  const names = new Map(members.map(({ id, name }) => [id, name]));
  const saved = asked.req.query('saved') ?? '';
  return door.page(
    lang,
    `${path}/${key}`,
    {
      page: 'desk-template',
      member: who.member,
      key,
      saved: isUiLang(saved) ? saved : null,
      texts: templatesInUse(current)
        .filter((text) => text.key === key)
        // The language one reads comes first.
        .sort((a, b) => Number(b.lang === lang) - Number(a.lang === lang))
        .map((inUse) => ({
          inUse,
          typed: typed?.lang === inUse.lang ? typed.text : inUse.text,
          refused: typed?.lang === inUse.lang ? typed.refused : null,
          history: [
            ...history
              .filter((one) => one.lang === inUse.lang)
              .map(({ n, text, changedOn, changedBy }) => ({ n, text, changedOn, by: names.get(changedBy) ?? null })),
            { ...shippedTemplate(key, inUse.lang), by: null },
          ],
        })),
    },
    { headers: privately, status: typed?.refused ? statusOf('invalid-input') : 200 },
  );
};

const save = async (here: Inside, key: TemplateKey): Promise<Response> => {
  const { door, asked, lang, who } = here;
  // A text that is public at once weighs as much as a yes.
  const form = await provenForm(here, {
    names: ['lang', 'base', 'text', 'do'],
    page: `/${lang}${path}/${key}`,
    again: ({ lang: of, text = '' }) =>
      show(here, key, { lang: of !== undefined && isUiLang(of) ? of : lang, text, refused: null }),
  });
  if (form instanceof Response) return form;
  const of = uiLangs.find((one) => one === form.lang);
  if (of === undefined) return door.problem(asked, { code: 'invalid-input', field: 'lang' });
  if (!/^\d{1,6}$/.test(form.base ?? '')) return door.problem(asked, { code: 'invalid-input', field: 'base' });
  const text = form.text ?? '';
  if (form.do === 'preview') return show(here, key, { lang: of, text, refused: null });
  const change = { actor: who.member, key, lang: of, text, base: Number(form.base) };
  const done = await changeTemplate(door.options.world, change);
  return done.ok
    ? back(`/${lang}${path}/${key}?saved=${of}`)
    : show(here, key, { lang: of, text, refused: done.error.code });
};
