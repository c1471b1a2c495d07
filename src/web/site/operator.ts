// The operator's pages: nothing here is cached, indexed, or open to another site's forms.

import type { Hono } from 'hono';
import { parseId } from '../../base/ids.ts';
import type { AliasProposal, ListedAlias } from '../../core/alias.ts';
import type { NotForYou } from '../../core/let-in.ts';
import { publishersTakenFor, takenFor } from '../../core/publisher-name.ts';
import { type Actor, may, type Right, type StaffId } from '../../core/rights.ts';
import type { ImportLine, OneOrMachine, World } from '../../desk/index.ts';
import { byOne, notForYou } from '../desk/not-for-you.ts';
import { type Asked, type Door, privately, type WebEnv } from '../door.ts';
import type { Importer } from '../importer.ts';
import { fromOurPage, langCookie, sessionCookie } from '../operator-door.ts';
import type { OperatorAsked } from '../pages/model.ts';
import { type Problem, statusOf } from '../problem.ts';
import { strayed } from '../strayed.ts';
import { takeImport } from './operator-import.ts';
import { takePictures } from './operator-pictures.ts';
import { decideBrought, decideOpting, home, opt, whoAt } from './operator-second.ts';
import { isOperator } from './operator-session.ts';
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
const itemsOnPage = 1000;
const mostOptIns = 300;
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
    '/operator/pictures',
    inside((asked) => takePictures(door, asked, importer)),
  );
  app.get(
    '/operator/pictures/:name',
    inside((asked) => heldPicture(door, asked)),
  );
  app.post(
    '/operator/sources/:id',
    inside((asked) => opt(door, asked, (typed) => overview(door, asked, importer, typed))),
  );
  app.post(
    '/operator/opt-ins/:id',
    inside((asked) => decideOpting(door, asked)),
  );
  app.post(
    '/operator/imports/:id/decision',
    inside((asked) => decideBrought(door, asked)),
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

const refusal = async (door: Door, asked: Asked, wanted: readonly Right[]): Promise<Problem | undefined> => {
  if (!isOperator(door, asked)) {
    const who = await door.options.identity.whoIs(asked.req.raw.headers);
    if (who === undefined) return { code: 'signed-out' };
    asked.set('member', who.member.id);
    if (!wanted.some((right) => may(who.member.role, right)))
      return { code: 'forbidden', ...(wanted[0] && { right: wanted[0] }) };
  }
  const changes = asked.req.method !== 'GET' && asked.req.method !== 'HEAD';
  const ours = fromOurPage(
    door.options.organisation.origin,
    asked.req.header('sec-fetch-site'),
    asked.req.header('origin'),
  );
  return changes && !ours ? strayed(asked) : undefined;
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

const overview = async (
  door: Door,
  asked: Asked,
  importer: Importer,
  typed: OperatorAsked | null = null,
): Promise<Response> => {
  // Who holds the right to wordings alone has nothing to do on this page.
  if ((await refusal(door, asked, ['sources.manage'])) !== undefined)
    return new Response(null, { status: 303, headers: { ...privately, location: '/operator/wordings' } });
  const { world } = door.options;
  // Before the list is read: one that ends meanwhile stands there unfinished, and the page has to look again.
  const running = importer.running();
  const [sources, runs, waiting, optIns, { aliases, proposals, withheld }, at] = await Promise.all([
    world.checks.sources(),
    world.imports.runs(),
    world.imports.waiting(),
    world.optIns.list(mostOptIns),
    world.aliases.list(mostWordings),
    whoAt(door, asked),
  ]);
  const wishes = optIns.filter(({ state }) => state === 'waiting');
  const not = await notForYou(
    world,
    at.member,
    wishes.map(({ id, askedBy }) => byOne(id, askedBy)),
    { puts: 'sources.manage' },
  );
  const agreeing = at.member && (await world.team.agreeing(at.member.id, 'sources.manage', world.now()));
  const alone = agreeing?.alone ?? !(await world.optIns.teamAgrees());
  const wordings =
    (await wordingsFor(world, at.member, aliases, proposals)) + withheld.filter((answer) => !answer.held).length;
  return door.page(
    door.langOf(asked),
    home,
    {
      ...{
        page: 'operator',
        sources,
        runs,
        waiting,
        running,
        notice: null,
        wordings,
        typed,
        alone,
        agreeing,
      },
      optIns: wishes,
      readsLike: new Map(wishes.map((one) => [one.id, takenFor(one, answering(sources))])),
      not,
      names: await namesFor(door, [
        ...waiting.map(({ held }) => held?.askedBy),
        ...wishes.map((one) => one.askedBy),
        ...[...not.values()].flatMap(askedInstead),
      ]),
      who: { member: at.member?.id ?? null, proven: at.proven },
      desk: at.desk,
    },
    { headers: privately, status: typed?.refused == null ? 200 : statusOf(typed.refused) },
  );
};

/** How many ways of asking wait for whoever looks: the printed link is somebody else than anybody of the team. */
const wordingsFor = async (
  world: Pick<World, 'team' | 'now'>,
  member: Actor | null,
  aliases: readonly ListedAlias[],
  proposals: readonly AliasProposal[],
): Promise<number> => {
  const right = 'aliases.decide';
  const learned = aliases.filter(({ state }) => state === 'learned');
  const asked = proposals.filter(({ declined }) => declined === null);
  const second = [
    ...learned.flatMap(({ id, putForward }) => (putForward === null ? [] : [byOne(id, putForward.by)])),
    ...asked.map(({ id, proposedBy }) => byOne(id, proposedBy)),
  ];
  return learned.length + asked.length - (await notForYou(world, member, second, { puts: right })).size;
};

/** Whom a page names to somebody who may not agree. */
const askedInstead = (why: NotForYou): readonly StaffId[] => (typeof why === 'string' ? [] : why.ask);

const answering = <S extends { readonly answers: boolean }>(sources: readonly S[]): readonly S[] =>
  sources.filter(({ answers }) => answers);

/** Names of those of the team who are spoken of; none is read where nobody is. */
const namesFor = async (
  door: Door,
  ids: readonly (OneOrMachine | undefined)[],
): Promise<Readonly<Record<string, string>>> => {
  const wanted = new Set(ids.filter((id) => id != null));
  if (wanted.size === 0) return {};
  const members = await door.options.world.team.members();
  return Object.fromEntries(members.filter(({ id }) => wanted.has(id)).map(({ id, name }) => [id, name]));
};

const run = async (door: Door, asked: Asked): Promise<Response> => {
  const { world } = door.options;
  const id = parseId(asked.req.param('id') ?? '');
  const found = id === undefined ? undefined : await world.imports.run(id);
  if (found === undefined) return door.problem(asked, { code: 'not-found' });
  const at = await whoAt(door, asked);
  const waits = found.held?.decision === null ? [byOne(found.id, found.held.askedBy)] : [];
  const not = (await notForYou(world, at.member, waits, { puts: 'sources.manage' })).get(found.id) ?? null;
  const items = found.held === null ? [] : await world.imports.items(found.id, itemsOnPage);
  const pictures = found.held === null ? [] : await world.imports.pictures.held(found.id);
  const refused: ImportLine[] = [];
  for await (const line of world.imports.refusals(found.id)) if (refused.push(line) === linesOnPage) break;
  return door.page(
    door.langOf(asked),
    '/operator',
    {
      ...{ page: 'operator-run', run: found, refused },
      items,
      pictures,
      readsLike: items.length === 0 ? [] : publishersTakenFor(items, answering(await world.checks.sources())),
      not,
      names: await namesFor(door, [found.held?.askedBy, found.held?.decidedBy, ...(not ? askedInstead(not) : [])]),
      who: { member: at.member?.id ?? null, proven: at.proven },
      desk: at.desk,
    },
    { headers: privately },
  );
};

/** A picture that waits, for whoever decides on it; drawn anew, without metadata. */
const heldPicture = async (door: Door, asked: Asked): Promise<Response> => {
  const { imports, files } = door.options.world;
  const file = /^([0-9a-f]{64})\.webp$/.exec(asked.req.param('name') ?? '')?.[1];
  const bytes = file !== undefined && (await imports.pictures.isHeld(file)) ? await files.get(file) : undefined;
  if (bytes === undefined) return door.problem(asked, { code: 'not-found' });
  return new Response(Uint8Array.from(bytes), { headers: { ...privately, 'content-type': 'image/webp' } });
};

/** Every refusal of a run, one JSON object per line, streamed: a million lines are as light as ten. */
const report = async (door: Door, asked: Asked): Promise<Response> => {
  const id = parseId(asked.req.param('id') ?? '');
  if (id === undefined || (await door.options.world.imports.run(id)) === undefined)
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
