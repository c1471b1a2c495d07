import { sql } from 'drizzle-orm';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { roles } from '../../src/core/rights.ts';
import { callOf } from './calls.ts';
import { documentOf } from './document.ts';
import { judge } from './judge.ts';
import { type Identity, type Scene, sceneFor } from './one-identity.ts';
import { type Places, placesIn } from './places.ts';
import { createSeen, dice, type Seen } from './values.ts';

const identities: readonly Identity[] = [
  ...roles.map((role) => ({ name: `the session of one ${role}`, role, by: 'session', proven: false }) as const),
  { name: 'the token of one owner', role: 'owner', by: 'token', proven: false },
  ...(['checker', 'reviewer', 'editor', 'owner'] as const).map(
    (role) => ({ name: `one ${role}, second factor shown`, role, by: 'session', proven: true }) as const,
  ),
  ...(['reviewer', 'editor'] as const).map(
    (second) =>
      ({
        name: `one owner and the ${second} they let in`,
        role: 'owner',
        by: 'session',
        proven: true,
        second,
      }) as const,
  ),
];
const ending = /(close|merge|appeals|snooze|pause|reply)$/;
/** What fields of requests name, by the word of its place. */
const fieldsOf = {
  groups: 'groups',
  contentHash: 'hashes',
  to: 'team',
  assignedTo: 'team',
  from: 'cases',
  case: 'cases',
  check: 'checks',
};

const callsOfEach = 300;

/** What is public, what was decided, and who may what. */
const standing = async ({ desk: { database } }: Scene, { second }: Identity) => {
  // Nobody says no to their own; of two of one hand one may say it to the other's, for it makes nothing public.
  const noes = second === undefined;
  const rows = (query: ReturnType<typeof sql>) => database.all<Record<string, unknown>>(query);
  return {
    checks: await rows(sql`select * from checks order by id`),
    explainers: await rows(sql`select * from explainers order by id`),
    versions: await rows(sql`select * from check_versions order by check_id, lang, current`),
    corrections: await rows(sql`select * from corrections order by check_id, submission_id`),
    reviews: await rows(sql`select * from reviews order by id`),
    agreed: await rows(
      sql`select id, state from submissions where state in ('approved', 'published', 'changes', 'rejected') order by id`,
    ),
    answering: await rows(sql`select id from sources where answers order by id`),
    // Agreed to, or let in, by anybody; what one takes back or stops of their own is not.
    letIn: await rows(sql`
      select id from source_opt_ins where state = 'agreed' or state = 'declined' and ${noes} union all
      select id from import_runs where decision = 'released' or decision = 'declined' and ${noes} order by id`),
    // Who was answered, and what stands ended by two.
    answered: await rows(sql`select id from claims where answered_by is not null order by id`),
    closedByTwo: await rows(
      sql`select id from closings_asked where state in ('agreed', 'alone') or state = 'declined' and ${noes} order by id`,
    ),
    requests: await rows(sql`
      select id from outside_requests where state = 'agreed' or state = 'refused' and ${noes} order by id`),
    proposals: await rows(sql`
      select id from rater_proposals where state = 'accepted' or state = 'declined' and ${noes} order by id`),
    answersToStandings: await rows(sql`
      select id from standing_answers where state = 'agreed' or state = 'refused' and ${noes} order by id`),
    decided: await rows(sql`select id from cases where state in ('decided', 'published') order by id`),
    templates: await rows(sql`select key, lang, n from templates order by key, lang, n`),
    // What answers everybody: which words, and the two who agreed. Taking one away, and bringing it back, is one person's to do.
    wordings: await rows(sql`
      select id, check_id, lang, text, state, added_by, confirmed_by from taught_aliases where kind = 'alias' order by id`),
    // What is said of them takes two as well.
    appeals: await rows(
      sql`select id, reasons, settled_because from appeals where answered_by is not null order by id`,
    ),
  };
};
const team = ({ desk: { database } }: Scene) =>
  database.all<{ id: string; role: string; state: string }>(sql`select id, role, state from staff order by id`);

/** Secrets that replies told: of tickets, appeals, requests and subscriptions. */
const secretsIn = ({ texts }: Seen): Places[string] =>
  texts.filter((text) => /^[0-9a-f]{32}$/.test(text)).map((id) => ({ id, number: null }));

/** One identity that calls on and on: what a thief with somebody's open browser could do in a day. */
const stolen: Identity = { name: 'one checker, second factor shown', role: 'checker', by: 'session', proven: true };

/** Calls every operation in every order as one identity; says how often each was called, and which did something. */
const callAll = async (identity: Identity, calls: number, atOnce: number) => {
  const scene = await sceneFor(identity);
  const spec = await documentOf(scene.desk.server);
  const before = { ...(await standing(scene, identity)), team: await team(scene) };
  expect(before.checks).toHaveLength(1);
  const tally = new Map<string, number[]>();
  // Every operation once in each round, in an order of its own, each with a seed for what is sent.
  const all = spec.operations.map((_, i) => i);
  const round = fc.shuffledSubarray(all, { minLength: all.length, maxLength: all.length });
  const rounds = Math.ceil((calls * 1.3) / all.length);
  const steps = fc
    .array(round, { minLength: rounds, maxLength: rounds })
    .chain((plan) => fc.tuple(...plan.flat().map((of) => fc.record({ of: fc.constant(of), seed: fc.integer() }))));
  let sent = 0;
  const run = async (plan: readonly { readonly of: number; readonly seed: number }[]) => {
    const seen = createSeen();
    let places: Places = {};
    let running: Promise<unknown>[] = [];
    for (const [n, { of, seed }] of plan.entries()) {
      if (n % 40 === 0) {
        places = { ...(await placesIn(scene.desk.database)), secrets: secretsIn(seen) };
        for (const [field, word] of Object.entries(fieldsOf))
          seen.named.set(field, places[word]?.map(({ id }) => id) ?? []);
      }
      if (sent === calls) break;
      const op = spec.operations[of]!;
      const call = callOf(op, spec, seen, places, dice(seed));
      // Whoever sends themselves away calls nothing more; and where all is ended or gone, nothing is tried.
      if ((op.stepUp && call.path.includes(scene.me.id)) || call.path.includes(String(scene.token))) continue;
      if ((op.method === 'DELETE' || ending.test(op.path)) && (Math.floor(n / all.length) + of) % 3 !== 0) continue;
      sent++;
      running.push(
        scene.send(call.method, call.path, call.body, call.headers).then(async (response) => {
          tally.set(op.name, [...(tally.get(op.name) ?? []), response.status]);
          seen.add(await judge(op, call, response, spec));
        }),
      );
      if (running.length < atOnce && sent < calls) continue;
      await Promise.all(running);
      running = [];
    }
    await Promise.all(running);
  };
  await fc.assert(fc.asyncProperty(steps, run), { numRuns: 1, endOnFailure: true });

  const { team: membersBefore, ...publicBefore } = before;
  const after = await standing(scene, identity);
  expect(after).toEqual(publicBefore);
  const members = await team(scene);
  if (identity.proven && identity.role === 'owner') {
    // An owner in person may let people go and give roles; nobody comes in by it.
    expect(members.map(({ id }) => id)).toEqual(membersBefore.map(({ id }) => id));
  } else expect(members).toEqual(membersBefore);
  expect(sent).toBe(calls);
  return { spec, tally, did: [...tally].filter(([, statuses]) => statuses.some((status) => status < 300)).length };
};

test.each(identities)(
  'ASVS 2.3.5, 15.3.3: one stolen identity publishes, decides and gains nothing by API, whatever it calls: $name',
  async (identity) => {
    const { spec, tally, did } = await callAll(identity, callsOfEach, 1);
    // Not an empty promise: much of it did something.
    expect(did).toBeGreaterThan(identity.role === 'trainee' ? 20 : 35);
    expect(tally.size).toBeGreaterThan(spec.operations.length * 0.85);
  },
);

test('ASVS 2.3.5: as one stolen identity every operation is called again and again, 5,000 calls, several at a time', async () => {
  const { spec, tally, did } = await callAll(stolen, 5_000, 8);
  expect(spec.operations.filter(({ name }) => (tally.get(name)?.length ?? 0) < 4).map(({ name }) => name)).toEqual([]);
  expect(did).toBeGreaterThan(60);
}, 300_000);
