// The operator's pages: nothing here is cached, indexed, or open to another site's forms.
import type { Hono } from 'hono';
import { parseId } from '../../base/ids.ts';
import { may, type Right } from '../../core/rights.ts';
import type { ImportLine } from '../../desk/index.ts';
import { optSource } from '../../desk/index.ts';
import { readBody } from '../body.ts';
import { type Asked, type Door, privately, type WebEnv } from '../door.ts';
import { parseForm } from '../form-door.ts';
import type { Importer } from '../importer.ts';
import { fromOurPage, langCookie, sessionCookie, sessionOf } from '../operator-door.ts';
import type { Problem } from '../problem.ts';
import { takeImport } from './operator-import.ts';
import {
  decideWithheld,
  decideWording,
  proposeWordingOf,
  settleWording,
  takeBackWording,
  useWording,
  wordingsPage,
} from './operator-wordings.ts';

const linesOnPage = 1000;
const mostWordings = 500;

export const operatorRoutes = (app: Hono<WebEnv>, door: Door, importer: Importer): void => {
  // By the printed link, or signed in and holding the right.
  const inside =
    (route: (asked: Asked) => Promise<Response> | Response, ...wanted: readonly Right[]) =>
    async (asked: Asked): Promise<Response> => {
      const refused = await refusal(door, asked, wanted.length === 0 ? ['sources.manage'] : wanted);
      return remembering(door, asked, refused ? door.problem(asked, refused) : await route(asked));
    };
  app.get(
    '/operator',
    async (asked) =>
      enter(door, asked) ?? inside(() => overview(door, asked, importer), 'sources.manage', 'aliases.decide')(asked),
  );
  app.get(
    '/operator/running',
    inside(() => json(importer.running())),
  );
  app.post(
    '/operator/imports',
    inside((asked) => takeImport(door, asked, importer)),
  );
  app.post(
    '/operator/sources/:id',
    inside((asked) => opt(door, asked)),
  );
  app.get(
    '/operator/wordings',
    inside((asked) => wordingsPage(door, asked), 'aliases.decide'),
  );
  app.post(
    '/operator/wordings',
    inside((asked) => proposeWordingOf(door, asked), 'aliases.decide'),
  );
  app.post(
    '/operator/wordings/proposals/:id',
    inside((asked) => settleWording(door, asked), 'aliases.decide'),
  );
  app.post(
    '/operator/wordings/proposals/:id/take-back',
    inside((asked) => takeBackWording(door, asked), 'aliases.decide'),
  );
  app.post(
    '/operator/wordings/:id/use',
    inside((asked) => useWording(door, asked), 'aliases.decide'),
  );
  app.post(
    '/operator/wordings/:id',
    inside((asked) => decideWording(door, asked), 'aliases.decide'),
  );
  app.post(
    '/operator/withheld/:check/:claim',
    inside((asked) => decideWithheld(door, asked), 'aliases.decide'),
  );
  for (const place of ['/operator/imports', '/operator/runs']) {
    app.get(
      `${place}/:id`,
      inside((asked) => run(door, asked)),
    );
    app.get(
      `${place}/:id/report.jsonl`,
      inside((asked) => report(door, asked)),
    );
  }
};

/** A language that was chosen by a link is kept for the pages that follow. */
const remembering = ({ options, langOf }: Door, asked: Asked, reply: Response): Response => {
  if (asked.req.query('lang') === undefined) return reply;
  const headers = new Headers(reply.headers);
  headers.append('set-cookie', langCookie(options.organisation.origin, langOf(asked)));
  return new Response(reply.body, { status: reply.status, headers });
};

/** Whether this request carries a session we gave out. */
export const isOperator = (door: Door, asked: Asked): boolean => {
  const { organisation, operator } = door.options;
  const session = sessionOf(organisation.origin, asked.req.header('cookie'));
  return session !== undefined && operator.holds(session);
};

const refusal = async (door: Door, asked: Asked, wanted: readonly Right[]): Promise<Problem | undefined> => {
  if (!isOperator(door, asked)) {
    const who = await door.options.identity.whoIs(asked.req.raw.headers);
    if (who === undefined) return { code: 'signed-out' };
    asked.set('member', who.member.id);
    if (!wanted.some((right) => may(who.member.role, right))) return { code: 'forbidden' };
  }
  const changes = asked.req.method !== 'GET' && asked.req.method !== 'HEAD';
  const ours = fromOurPage(
    door.options.organisation.origin,
    asked.req.header('sec-fetch-site'),
    asked.req.header('origin'),
  );
  return changes && !ours ? { code: 'forbidden' } : undefined;
};

/** The one-time link: trades its code for a cookie and leads to the address without it. */
const enter = (door: Door, asked: Asked): Response | undefined => {
  const code = asked.req.query('code');
  if (code === undefined || asked.req.method !== 'GET') return undefined;
  const home = { ...privately, location: '/operator' };
  // Who follows the used link again is still signed in.
  if (isOperator(door, asked)) return new Response(null, { status: 303, headers: home });
  const session = door.options.operator.redeem(code);
  if (session === undefined) return door.problem(asked, { code: 'signed-out' });
  return new Response(null, {
    status: 303,
    headers: { ...home, 'set-cookie': sessionCookie(door.options.organisation.origin, session) },
  });
};

const overview = async (door: Door, asked: Asked, importer: Importer): Promise<Response> => {
  // Who holds the right to wordings alone has nothing to do on this page.
  if ((await refusal(door, asked, ['sources.manage'])) !== undefined)
    return new Response(null, { status: 303, headers: { ...privately, location: '/operator/wordings' } });
  const { world } = door.options;
  const [sources, runs, { aliases, proposals, withheld }] = await Promise.all([
    world.checks.sources(),
    world.imports.runs(),
    world.aliases.list(mostWordings),
  ]);
  const wordings =
    aliases.filter((alias) => alias.state === 'learned').length +
    proposals.filter(({ declined }) => declined === null).length +
    withheld.filter((answer) => !answer.held).length;
  return door.page(
    door.langOf(asked),
    '/operator',
    { page: 'operator', sources, runs, running: importer.running(), notice: null, wordings },
    { headers: privately },
  );
};

/** What answers everybody from now on asks one of the team for the second factor; the printed link has none to ask for. */
const unproven = async (door: Door, asked: Asked): Promise<Response | undefined> => {
  if (isOperator(door, asked)) return undefined;
  const who = await door.options.identity.whoIs(asked.req.raw.headers);
  if (who?.provenUntil && who.provenUntil > door.options.world.now()) return undefined;
  const location = `/${door.langOf(asked)}/confirm?next=${encodeURIComponent('/operator')}`;
  return new Response(null, { status: 303, headers: { ...privately, location } });
};

const opt = async (door: Door, asked: Asked): Promise<Response> => {
  const { world, limits } = door.options;
  const ask = await unproven(door, asked);
  if (ask !== undefined) return ask;
  const body = await readBody(
    { incoming: asked.env.incoming, request: asked.req.raw },
    { bytes: 1024, milliseconds: limits.slowBodyMs },
  );
  if (!body.ok) return door.problem(asked, body.error);
  const form = parseForm(asked.req.header('content-type'), body.value, ['answers']);
  if (!form.ok) return door.problem(asked, form.error);
  const { answers } = form.value;
  if (answers !== '0' && answers !== '1') return door.problem(asked, { code: 'invalid-input', field: 'answers' });
  const source = parseId(asked.req.param('id') ?? '');
  const done = source && (await optSource(world, source, answers === '1'));
  if (!done?.ok) return door.problem(asked, { code: 'not-found' });
  return new Response(null, { status: 303, headers: { ...privately, location: '/operator' } });
};

const run = async (door: Door, asked: Asked): Promise<Response> => {
  const { world } = door.options;
  const found = (await world.imports.runs()).find((r) => r.id === asked.req.param('id'));
  if (found === undefined) return door.problem(asked, { code: 'not-found' });
  const refused: ImportLine[] = [];
  for await (const line of world.imports.refusals(found.id)) if (refused.push(line) === linesOnPage) break;
  return door.page(
    door.langOf(asked),
    '/operator',
    { page: 'operator-run', run: found, refused },
    { headers: privately },
  );
};

/** Every refusal of a run, one JSON object per line, streamed: a million lines are as light as ten. */
const report = async (door: Door, asked: Asked): Promise<Response> => {
  const id = parseId(asked.req.param('id') ?? '');
  if (id === undefined || !(await door.options.world.imports.runs()).some((r) => r.id === id))
    return door.problem(asked, { code: 'not-found' });
  const lines = door.options.world.imports.refusals(id)[Symbol.asyncIterator]();
  const text = new TextEncoder();
  const body = new ReadableStream<Uint8Array>({
    pull: async (to) => {
      const next = await lines.next();
      if (next.done) to.close();
      else to.enqueue(text.encode(`${JSON.stringify(next.value)}\n`));
    },
    cancel: async () => {
      await lines.return?.();
    },
  });
  return new Response(body, {
    headers: {
      ...privately,
      'content-type': 'application/jsonl; charset=utf-8',
      'content-disposition': 'attachment; filename="report.jsonl"',
    },
  });
};

const json = (value: unknown): Response =>
  new Response(JSON.stringify(value), { headers: { ...privately, 'content-type': 'application/json; charset=utf-8' } });
