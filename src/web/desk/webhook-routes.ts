// Webhooks: an owner adds, tests, pauses and removes addresses, and sends again what did not arrive.
import type { Hono } from 'hono';
import { type Id, parseId } from '../../base/ids.ts';
import type { UiLang } from '../../base/lang.ts';
import { hookEvents } from '../../core/webhook.ts';
import { addWebhook, changeWebhook, type HookProblem, replayWebhook, type WebhookChange } from '../../desk/index.ts';
import { type Door, privately, type WebEnv } from '../door.ts';
import { statusOf } from '../problem.ts';
import { formOf } from './desk-form.ts';
import { back, type Inside, inside } from './inside.ts';
import type { WebhookPageOf } from './pages/webhook-model.ts';
import { webhooksPath } from './pages/webhooks-page.tsx';
import { provenForm, toConfirm } from './proven.ts';

const mostShown = 100;

export const webhookRoutes = (app: Hono<WebEnv>, door: Door, lang: UiLang): void => {
  const at = `/${lang}${webhooksPath}`;
  const owner = (route: (here: Inside) => Promise<Response>) => inside(door, lang, 'webhooks.manage', route);
  app.get(
    at,
    owner((here) => all(here)),
  );
  app.post(at, owner(add));
  app.get(
    `${at}/:id`,
    owner((here) => one(here)),
  );
  app.post(`${at}/:id`, owner(change));
  app.post(`${at}/:id/deliveries/:delivery`, owner(again));
};

const all = async (
  { door, lang, who }: Inside,
  refused: WebhookPageOf<'desk-webhooks'>['refused'] = null,
): Promise<Response> =>
  door.page(
    lang,
    webhooksPath,
    { page: 'desk-webhooks', member: who.member, hooks: await door.options.world.webhooks.list(), refused },
    { headers: privately, status: refused === null ? 200 : statusOf('invalid-input') },
  );

const one = async (
  { door, asked, lang, who }: Inside,
  given: { readonly id: Id; readonly secret: string } | null = null,
  refused: HookProblem | null = null,
): Promise<Response> => {
  const { webhooks } = door.options.world;
  const id = given?.id ?? parseId(asked.req.param('id') ?? '');
  const hook = id && (await webhooks.webhook(id));
  if (hook === undefined) return door.problem(asked, { code: 'not-found' });
  const deliveries = await webhooks.deliveries(hook.id, mostShown);
  return door.page(
    lang,
    `${webhooksPath}/${hook.id}`,
    { page: 'desk-webhook', member: who.member, hook, deliveries, secret: given?.secret ?? null, refused },
    { headers: privately, status: refused === null ? 200 : statusOf('invalid-input') },
  );
};

const add = async (here: Inside): Promise<Response> => {
  const { door, lang, who } = here;
  const form = await provenForm(here, { names: ['url', ...hookEvents], page: `/${lang}${webhooksPath}` });
  if (form instanceof Response) return form;
  const given = { url: form.url ?? '', events: hookEvents.filter((event) => form[event] !== undefined) };
  const added = await addWebhook(door.options.world, { ...given, actor: who.member });
  return added.ok ? one(here, added.value) : all(here, { ...given, code: added.error.code });
};

const changes: readonly WebhookChange[] = ['pause', 'resume', 'renew', 'remove'];

const change = async (here: Inside): Promise<Response> => {
  const { door, asked, lang, who } = here;
  const id = parseId(asked.req.param('id') ?? '');
  const form = await formOf(here, ['do']);
  if (form instanceof Response) return form;
  if (id === undefined) return door.problem(asked, { code: 'not-found' });
  const at = `/${lang}${webhooksPath}/${id}`;
  if (form.do === 'test') {
    const sent = await replayWebhook(door.options.world, { actor: who.member, webhook: id, delivery: 'test' });
    return sent.ok ? back(at) : door.problem(asked, sent.error);
  }
  const wanted = changes.find((name) => name === form.do);
  if (wanted === undefined) return door.problem(asked, { code: 'invalid-input', field: 'do' });
  const confirm = wanted === 'renew' ? toConfirm(here, at) : undefined;
  if (confirm !== undefined) return confirm;
  const done = await changeWebhook(door.options.world, { actor: who.member, webhook: id, change: wanted });
  if (!done.ok) {
    const { code } = done.error;
    return code === 'forbidden' || code === 'not-found' ? door.problem(asked, { code }) : one(here, null, code);
  }
  if (done.value !== null) return one(here, { id, secret: done.value });
  return back(wanted === 'remove' ? `/${lang}${webhooksPath}` : at);
};

const again = async ({ door, asked, lang, who }: Inside): Promise<Response> => {
  const webhook = parseId(asked.req.param('id') ?? '');
  const delivery = parseId(asked.req.param('delivery') ?? '');
  if (webhook === undefined || delivery === undefined) return door.problem(asked, { code: 'not-found' });
  const sent = await replayWebhook(door.options.world, { actor: who.member, webhook, delivery });
  return sent.ok ? back(`/${lang}${webhooksPath}/${webhook}`) : door.problem(asked, sent.error);
};
