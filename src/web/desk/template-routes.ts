// The templates: the team's editor, the second person's yes, and the public page where every outgoing word stands.
import type { Hono } from 'hono';
import { type Id, parseId } from '../../base/ids.ts';
import { isUiLang, type UiLang, uiLangs } from '../../base/lang.ts';
import { isTemplateKey, shippedTemplate, type TemplateKey, templatesInUse } from '../../core/template.ts';
import {
  type ChangedTemplate,
  decideTemplate,
  proposeTemplate,
  type TemplateDecision,
  type TemplateProposal,
} from '../../desk/index.ts';
import { type Asked, type Door, privately, type WebEnv } from '../door.ts';
import { leafProofs } from '../leaf-proofs.ts';
import { templatesPath } from '../pages/templates-page.tsx';
import { statusOf } from '../problem.ts';
import { publicly } from '../public-page.ts';
import { formOf } from './desk-form.ts';
import { back, type Inside, inside } from './inside.ts';
import { byOne, notForYou } from './not-for-you.ts';
import { type TemplateDeed, type TemplateRefused, templateDeeds } from './pages/template-model.ts';
import { provenForm } from './proven.ts';

const path = '/desk/templates';

export const templateRoutes = (app: Hono<WebEnv>, door: Door, lang: UiLang): void => {
  app.get(templatesPath(lang), (asked) => publicTemplates(door, asked, lang));
  app.get(`/${lang}${path}`, inside(door, lang, 'templates.approve', all));
  app.get(`/${lang}${path}/:key`, inside(door, lang, 'templates.approve', withKey(show)));
  app.post(`/${lang}${path}/:key`, inside(door, lang, 'templates.edit', withKey(propose)));
  app.post(`/${lang}${path}/:key/decide`, inside(door, lang, 'templates.approve', withKey(decide)));
  app.post(`/${lang}${path}/:key/take-back`, inside(door, lang, 'templates.edit', withKey(takeBack)));
};

/** Drawn anew each time: few read it, and nobody should read a text that was just replaced. */
const publicTemplates = async (door: Door, _asked: Asked, lang: UiLang): Promise<Response> => {
  const { templates } = door.options.world;
  const history = await templates.history(null);
  const inUse = templatesInUse(await templates.current()).filter((text) => text.lang === lang);
  const proofs = await leafProofs(door.options.world, ['template-changed'], null);
  return door.page(
    lang,
    '/templates',
    {
      page: 'templates',
      proofs,
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

const all = async ({ door, lang, who }: Inside): Promise<Response> => {
  const { templates } = door.options.world;
  const [current, proposals] = await Promise.all([templates.current(), templates.proposals()]);
  const waiting = proposals.filter(({ state }) => state === 'waiting');
  const page = { page: 'desk-templates', member: who.member, texts: templatesInUse(current), waiting } as const;
  return door.page(lang, path, page, { headers: privately });
};

const withKey =
  (route: (here: Inside, key: TemplateKey) => Promise<Response>) =>
  async (here: Inside): Promise<Response> => {
    const key = here.asked.req.param('key') ?? '';
    return isTemplateKey(key) ? route(here, key) : here.door.problem(here.asked, { code: 'not-found' });
  };

/** What was typed into a form of one language and not kept; null where the form had no text. */
type Typed = { readonly lang: UiLang; readonly text: string | null; readonly refused: TemplateRefused | null };

const show = async (
  { door, asked, lang, who }: Inside,
  key: TemplateKey,
  typed: Typed | null = null,
): Promise<Response> => {
  const { world } = door.options;
  const { templates, team } = world;
  const [current, history, proposals, members] = await Promise.all([
    templates.current(),
    templates.history(key),
    templates.proposals(),
    team.members(),
  ]);
  const names = new Map(members.map(({ id, name }) => [id, name]));
  const nameOf = (id: ChangedTemplate['changedBy'] | null) => (id === null ? null : (names.get(id) ?? null));
  const waits = proposals.filter((one) => one.key === key && one.state === 'waiting');
  const not = await notForYou(
    world,
    who.member,
    waits.map(({ id, proposedBy }) => byOne(id, proposedBy)),
    { puts: 'templates.edit', needs: 'templates.approve' },
  );
  const named = (one: TemplateProposal) => ({
    ...one,
    by: nameOf(one.proposedBy) ?? '–',
    decider: nameOf(one.decidedBy),
  });
  return door.page(
    lang,
    `${path}/${key}`,
    {
      page: 'desk-template',
      member: who.member,
      key,
      names,
      done: doneIn(asked),
      texts: templatesInUse(current)
        .filter((text) => text.key === key)
        // The language one reads comes first.
        .sort((a, b) => Number(b.lang === lang) - Number(a.lang === lang))
        .map((inUse) => {
          const ofThis = proposals.filter((one) => one.key === key && one.lang === inUse.lang).map(named);
          const waiting = ofThis.find(({ state }) => state === 'waiting') ?? null;
          const given = typed?.lang === inUse.lang ? typed : null;
          return {
            inUse,
            waiting,
            not: waiting === null ? null : (not.get(waiting.id) ?? null),
            turnedDown: ofThis.filter(({ state }) => state === 'declined'),
            typed: given?.text ?? waiting?.text ?? inUse.text,
            refused: given?.refused ?? null,
            history: [
              ...history
                .filter((one) => one.lang === inUse.lang)
                .map(({ n, text, changedOn, changedBy, approvedBy }) => {
                  return { n, text, changedOn, by: nameOf(changedBy), approver: nameOf(approvedBy) };
                }),
              { ...shippedTemplate(key, inUse.lang), by: null, approver: null },
            ],
          };
        }),
    },
    { headers: privately, status: typed?.refused ? statusOf('invalid-input') : 200 },
  );
};

const doneIn = (asked: Asked) => {
  const deed = templateDeeds.find((one) => one === asked.req.query('done'));
  const of = asked.req.query('of') ?? '';
  return deed !== undefined && isUiLang(of) ? { deed, lang: of } : null;
};

const backTo = ({ lang }: Inside, key: TemplateKey, deed: TemplateDeed, of: UiLang): Response =>
  back(`/${lang}${path}/${key}?done=${deed}&of=${of}`);

const propose = async (here: Inside, key: TemplateKey): Promise<Response> => {
  const { door, asked, lang, who } = here;
  // What will be said to everybody weighs, also while it waits.
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
  const given = { actor: who.member, key, lang: of, text, base: Number(form.base) };
  const done = await proposeTemplate(door.options.world, given);
  return done.ok ? backTo(here, key, 'proposed', of) : show(here, key, { lang: of, text, refused: done.error.code });
};

const decide = async (here: Inside, key: TemplateKey): Promise<Response> => {
  const form = await provenForm(here, {
    names: ['proposal', 'reason', 'do'],
    page: `/${here.lang}${path}/${key}`,
    again: () => show(here, key),
  });
  if (form instanceof Response) return form;
  const decision = (['approved', 'declined'] as const).find((one) => one === form.do);
  if (decision === undefined) return here.door.problem(here.asked, { code: 'invalid-input', field: 'do' });
  return settle(here, key, { proposal: parseId(form.proposal ?? ''), decision, reason: form.reason ?? '' });
};

const takeBack = async (here: Inside, key: TemplateKey): Promise<Response> => {
  const form = await formOf(here, ['proposal']);
  if (form instanceof Response) return form;
  return settle(here, key, { proposal: parseId(form.proposal ?? ''), decision: 'withdrawn', reason: '' });
};

type Settled = {
  readonly proposal: Id | undefined;
  readonly decision: TemplateDecision;
  readonly reason: string;
};

const settle = async (here: Inside, key: TemplateKey, { proposal, ...given }: Settled): Promise<Response> => {
  const { door, asked, who } = here;
  const { world } = door.options;
  const found = proposal === undefined ? undefined : await world.templates.proposal(proposal);
  if (found === undefined || found.key !== key) return door.problem(asked, { code: 'not-found' });
  const done = await decideTemplate(world, who.member, found.id, given);
  if (done.ok) return backTo(here, key, given.decision, found.lang);
  return show(here, key, { lang: found.lang, text: null, refused: done.error.code });
};
