// What becomes a leaf beside the work on a claim: appeals, publishers, the team, bodies from outside, raters, and the instance itself.
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import { expect } from 'vitest';
import type { Day } from '../../src/base/clock.ts';
import { dayOf } from '../../src/base/clock.ts';
import type { Id } from '../../src/base/ids.ts';
import type { Result } from '../../src/base/result.ts';
import { parseTip } from '../../src/core/tip.ts';
import { addressCode } from '../../src/desk/address-link.ts';
import {
  agreeToAnswer,
  answerAppeal,
  askOptIn,
  changeRole,
  confirmAddress,
  correctAnswer,
  cutStandings,
  decideOptIn,
  decideOutsideRequest,
  decideStandingAnswer,
  decideTemplate,
  type InstanceFacts,
  importChecks,
  match,
  openAppeal,
  proposeAsRater,
  proposeTemplate,
  publish,
  type RaterHere,
  rateCheck,
  receive,
  settleAppeal,
  settleProposal,
  weighProposal,
  writeOutsideRequest,
  writeStandingAnswer,
} from '../../src/desk/index.ts';
import { chanceFrom } from '../../src/kit/bridge/index.ts';
import { readChecks } from '../../src/kit/claimreview/index.ts';
import { readSample } from '../../src/main/sample.ts';
import { newId } from '../../src/main/secrets.ts';
import { publishedCase } from '../desk/deciding.ts';
import { admitted } from './a-rater.ts';
import { canary, canaryAddress, type Deed, done, type Place } from './leaf-place.ts';

const said = { vi: `Thưa ${canary}, như vậy.`, en: `Dear ${canary}, it is so.` };

const checked = async ({ world, database, team }: Place): Promise<Id> =>
  (await publishedCase(world, database, { writer: team.checker, reviewer: team.reviewer })).check;

const appealed = async (place: Place, check: Id): Promise<Id> => {
  const about = { kind: 'check', id: check } as const;
  const given = { about, lang: 'vi', reason: 'other', text: `Tôi là ${canary}`, links: '', email: canaryAddress };
  await done(openAppeal(place.world, { ...given, once: null }, 14));
  return (await place.world.appeals.list(1))[0]!.id;
};

/** What the editor put forward is public once the owner agrees. */
const agreed = async ({ world, team }: Place, appeal: Id, putForward: Promise<Result<Id>>): Promise<void> => {
  const proposed = await done(putForward);
  await done(agreeToAnswer(world, team.owner, { appeal, proposed }));
};

const answered = (place: Place, appeal: Id, outcome: 'upheld' | 'not-upheld'): Promise<void> => {
  const given = { appeal, outcome, reasons: said };
  return agreed(place, appeal, answerAppeal(place.world, place.team.editor, given, ['vi', 'en']));
};

/** Somebody asks what nobody answered yet, and leaves an address. */
const asked = async ({ world }: Place): Promise<void> => {
  const input = await done(Promise.resolve(parseTip({ text: `Bà ${canary} bán thuốc giả`, lang: 'vi' }, 'web')));
  const { ticket } = await done(receive(world, await match(world, input), null));
  const of = { ticket: ticket ?? '', corrections: true };
  await done(confirmAddress(world, await addressCode(world, { email: canaryAddress, lang: 'vi', of })));
};

const brought = async ({ world, database }: Place): Promise<Id> => {
  const bytes = async function* () {
    const author = { '@type': 'Organization', name: `Báo ${canary}`, url: 'https://bao.example' };
    const reviewRating = { '@type': 'Rating', alternateName: 'Sai' };
    const review = {
      '@type': 'ClaimReview',
      url: 'https://bao.example/1',
      claimReviewed: `${canary} bay được`,
      author,
    };
    yield new TextEncoder().encode(JSON.stringify([{ ...review, reviewRating }]));
  };
  for await (const _ of importChecks(world, readChecks(bytes()), { name: 'bao.json' }));
  return (await database.all<{ id: Id }>(sql`select id from sources where site = 'bao.example'`))[0]!.id;
};

/** Raters who came say days later of each check what they think, each at an hour of their own; and then it can be cut. */
const rated = async (
  { world, setClock }: Place,
  raters: number,
  checks: readonly Id[],
  likes: (rater: number, check: number) => boolean,
): Promise<void> => {
  const all: RaterHere[] = [];
  for (let i = 0; i < raters; i++) all.push(await admitted(world, `hoang.yen${i}@canary.example`));
  const first = Date.parse('2026-11-28T10:00:00Z');
  for (const [i, here] of all.entries()) {
    setClock(new Date(first + i * 2 * 3_600_000).toISOString());
    for (const [k, check] of checks.entries()) {
      const level = likes(i, k)
        ? ({ level: 'helpful' } as const)
        : ({ level: 'not', reasons: ['taking-sides'] } as const);
      await done(rateCheck(world, here, { check, ...level }));
    }
  }
  setClock('2026-12-20T10:00:00Z');
};

const facts: InstanceFacts = {
  version: '1.0.0',
  keys: ['kiemchung.example/log+00000000+AQ'],
  statements: { about: JSON.stringify(said), funding: '{}' },
};

/** What the statements say once it has started so. */
export const statedLast = { ...facts.statements, funding: `{"vi":"${canary}"}` };

/** The instance as it starts again, otherwise in one point. */
const startedAgain =
  (change: Partial<InstanceFacts>, says: Readonly<Record<string, unknown>>): Deed =>
  async ({ world }) => {
    const start = (now: InstanceFacts) => world.log.rows.tellInstance(now, dayOf(world.now()));
    await start(facts);
    return async () => {
      await start({ ...facts, ...change });
      return { says };
    };
  };

const newKeys = [...facts.keys, 'kiemchung.example/log+00000001+AQ'];

export const besideDeeds = {
  'appeal-received': async (place) => {
    const check = await checked(place);
    return async () => {
      const appeal = await appealed(place, check);
      return { says: { appeal, about: { check } } };
    };
  },

  'appeal-answered': async (place) => {
    const check = await checked(place);
    const appeal = await appealed(place, check);
    return async () => {
      await answered(place, appeal, 'not-upheld');
      return { says: { appeal, about: { check }, outcome: 'not-upheld' } };
    };
  },

  'appeal-corrected': async (place) => {
    const check = await checked(place);
    const appeal = await appealed(place, check);
    await answered(place, appeal, 'not-upheld');
    return async () => {
      const given = { appeal, reasons: { vi: `${canary} nói khác.`, en: 'Otherwise.' }, why: said };
      await agreed(place, appeal, correctAnswer(place.world, place.team.editor, given, ['vi', 'en']));
      return { says: { appeal, about: { check }, supersedes: expect.any(String) } };
    };
  },

  'appeal-settled': async (place) => {
    const check = await checked(place);
    const appeal = await appealed(place, check);
    await answered(place, appeal, 'upheld');
    return async () => {
      const given = { appeal, because: said };
      await agreed(place, appeal, settleAppeal(place.world, place.team.editor, given, ['vi', 'en']));
      return { says: { appeal, about: { check } } };
    };
  },

  'source-opted': async (place) => {
    const { world, team } = place;
    const source = await brought(place);
    await done(askOptIn(world, team.editor, { source, reason: `${canary} tin họ.` }));
    const [waiting] = await world.optIns.list(1);
    return async () => {
      await done(decideOptIn(world, team.owner, waiting!.id, 'agreed'));
      return { says: { source, site: 'bao.example', answers: true } };
    };
  },

  'rights-changed': async ({ world, team, database }) => {
    await database.all(sql`update staff set name = ${canary}, email = ${canaryAddress} where id = ${team.trainee.id}`);
    return async () => {
      await done(changeRole(world, team.owner, { member: team.trainee.id, role: 'checker' }));
      return { says: { change: 'changed', role: 'checker' } };
    };
  },

  'request-told': async ({ world, team }) => {
    const given = {
      ...({ kind: 'company', wanted: 'asker-data', outcome: 'refused' } as const),
      ...{ name: `Công ty ${canary}`, askedOn: '2026-11-12' as Day, says: said, ground: said },
      ...{ silence: null, check: null, corrects: null },
    };
    const request = await done(writeOutsideRequest(world, team.editor, given));
    return async () => {
      await done(decideOutsideRequest(world, team.owner, request, 'agreed'));
      return { says: { request, from: 'company', wanted: 'asker-data', outcome: 'refused' } };
    };
  },

  'template-changed': async ({ world, team }) => {
    const proposal = { key: 'thanks', lang: 'vi', text: `${canary} cảm ơn bạn.`, base: 0 } as const;
    const { id } = await done(proposeTemplate(world, { actor: team.editor, ...proposal }));
    return async () => {
      await done(decideTemplate(world, team.reviewer, id, { decision: 'approved', reason: '' }));
      return { says: { template: 'thanks', lang: 'vi', n: 1 } };
    };
  },

  'day-counted': async (place) => {
    await asked(place);
    await admitted(place.world, canaryAddress);
    place.setClock('2026-11-21T03:17:00Z');
    return async () => {
      await place.world.log.rows.tellDays('2026-11-21' as Day);
      return { says: { on: '2026-11-20', received: 1, answered: 0, sent: {}, raters: { admitted: 1 } } };
    };
  },

  'standings-cut': async (place) => {
    await rated(place, 3, [await checked(place)], () => true);
    return async () => {
      await cutStandings(place.world, '1.0.0');
      return { says: { cut: 1, version: '1.0.0', ratings: 3, raters: 3 } };
    };
  },

  'standing-changed': async (place) => {
    const { world } = place;
    const sample = (await readSample(join(import.meta.dirname, '../../demo'), newId)).slice(0, 12);
    await publish(world, sample);
    const checks = sample.map(({ id }) => id);
    const chance = chanceFrom(7);
    // Two camps of which each praises half of them, both the first three, and nobody quite always.
    const likes = (rater: number, check: number) => check < 3 || (check % 2 === 0) === rater % 5 < 3;
    await rated(place, 60, checks, (rater, check) => likes(rater, check) === chance.next() < 0.96);
    return async () => {
      await cutStandings(world, '1.0.0');
      const stand = (await Promise.all(checks.map((check) => world.standings.of(check)))).flat();
      const changed = stand.filter(({ standing }) => standing !== 'needs-more').map(() => 'standing-changed' as const);
      return { says: { cut: 1, before: 'needs-more' }, with: ['standings-cut', ...changed] };
    };
  },

  'proposal-accepted': async (place) => {
    const { world, team } = place;
    const check = await checked(place);
    const rater = await admitted(world, canaryAddress);
    const given = {
      kind: 'evidence',
      says: `${canary} có số liệu của năm ấy.`,
      url: 'https://so-lieu.example/1',
    } as const;
    const proposal = await done(proposeAsRater(world, rater, { ...given, to: { check }, lang: 'vi' }));
    await done(weighProposal(world, team.editor, proposal, { as: 'accepted', reason: null }));
    return async () => {
      await done(settleProposal(world, team.owner, proposal, 'agreed'));
      return { says: { proposal, of: 'evidence', check } };
    };
  },

  'standing-answered': async (place) => {
    const { world, team } = place;
    const check = await checked(place);
    await rated(place, 3, [check], () => true);
    await cutStandings(world, '1.0.0');
    const { slug } = (await world.reads.checkById(check))!;
    const answer = await done(writeStandingAnswer(world, team.editor, { check: slug, says: said }));
    return async () => {
      await done(decideStandingAnswer(world, team.owner, answer, 'agreed'));
      return { says: { answer, check, cut: 1 } };
    };
  },

  'statements-changed': startedAgain({ statements: statedLast }, { pages: ['funding'] }),
  'version-started': startedAgain({ version: '1.0.1' }, { version: '1.0.1' }),
  'keys-changed': startedAgain({ keys: newKeys }, { keys: newKeys }),
} as const satisfies Readonly<Record<string, Deed>>;
