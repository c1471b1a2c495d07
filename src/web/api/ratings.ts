// Rating by API, under the session of a rater; and what stands, for anybody.
import { z } from '@hono/zod-openapi';
import { parseId } from '../../base/ids.ts';
import { uiLangs } from '../../base/lang.ts';
import type { ToldOfCheck } from '../../core/cut-of.ts';
import { bandOf, helpfulReasons, raterStep, ratingLevels, unhelpfulReasons } from '../../core/rating.ts';
import { enterAsRater, enterByPasskey, rateCheck } from '../../desk/index.ts';
import { slowed } from '../desk/slowed.ts';
import { privately } from '../door.ts';
import { findCheck } from '../from-memory.ts';
import { checkPath } from '../pages/addresses.ts';
import { raterOf } from '../rater-door.ts';
import { jsonReply, operation, revalidated } from './operation.ts';
import { passkeyGiven } from './rater-passkeys.ts';
import { acceptedProposal, ownProposal, standingAnswer } from './raters.ts';
import { day, idText } from './schemas.ts';
import { rule, standing, standingWhy } from './standing-schemas.ts';

const level = z.enum(ratingLevels);
const reason = z.enum([...helpfulReasons, ...unhelpfulReasons]);
const rated = z.object({ check: idText, level, reasons: z.array(reason) });
const bearing = 'Bears `Authorization: Bearer rater.SESSION`, or the cookie of our own pages.';

export const enterOperation = operation({
  method: 'post',
  path: '/raters/sessions',
  summary: 'Begin to rate',
  detail:
    'With the `code` of the link that the page where raters join sends, which works once; or with what a passkey made of the options for coming in. The session holds until the quarter ends.',
  body: {
    json: z
      .strictObject({ code: z.string().max(300).optional(), passkey: passkeyGiven.optional() })
      .openapi('RaterEntering'),
  },
  replies: { 201: { description: 'A session', schema: z.object({ session: z.string() }) } },
  problems: ['forbidden', 'gone', 'invalid-input', 'rate-limited'],
  answer: async (door, { asked, json }) => {
    if ((json.code === undefined) === (json.passkey === undefined)) return { code: 'invalid-input', field: 'code' };
    if (json.passkey !== undefined) {
      const wait = slowed(door, `passkey of a rater ${json.passkey.id}`);
      if (wait > 0) return { code: 'rate-limited', retryAfter: wait };
      const shown = await enterByPasskey(door.options.world, json.passkey);
      if (shown.ok) return jsonReply(asked, shown.value, { status: 201, headers: privately });
      return { code: 'gone', field: 'passkey', reason: shown.error.code };
    }
    const entered = await enterAsRater(door.options.world, json.code ?? '', door.options.raters !== 'invited');
    if (entered.ok) return jsonReply(asked, entered.value, { status: 201, headers: privately });
    return { code: entered.error.code === 'rater-not-invited' ? 'forbidden' : 'gone', field: 'code' };
  },
});

export const ownRatingsOperation = operation({
  method: 'get',
  path: '/ratings',
  summary: 'What a rater rated this quarter, and what is drawn for them',
  detail: `Under the pseudonym of the quarter. ${bearing}`,
  replies: {
    200: {
      description: 'The rater’s own',
      schema: z.object({
        pseudonym: z.string(),
        quarter: z.string(),
        drawn: z.array(z.object({ check: idText, slug: z.string() })),
        rated: z.array(rated),
        proposed: z.array(ownProposal),
      }),
    },
  },
  problems: ['signed-out'],
  answer: async (door, { asked }) => {
    const here = await raterOf(door, asked);
    if (here === undefined) return { code: 'signed-out' };
    const { ratings, proposals } = door.options.world;
    const [drawn, own, proposed] = await Promise.all([
      ratings.drawn(here.pseudonym, 100),
      ratings.of(here.pseudonym),
      proposals.of(here.pseudonym),
    ]);
    const reply = {
      pseudonym: here.pseudonym,
      quarter: here.quarter,
      drawn,
      rated: own.map(({ check, level: said, reasons }) => ({ check, level: said, reasons })),
      proposed: proposed.map((one) => ({ ...one, check: one.check?.slug ?? null })),
    };
    return jsonReply(asked, reply, { headers: privately });
  },
});

export const rateOperation = operation({
  method: 'post',
  path: '/ratings',
  summary: 'Rate a check',
  detail: `Again replaces what was said before. Reasons have to fit the level, and \`not\` needs one. ${bearing}`,
  body: { json: z.strictObject({ check: idText, level, reasons: z.array(reason).max(12).default([]) }) },
  replies: { 200: { description: 'Kept', schema: rated } },
  problems: ['signed-out', 'not-found', 'invalid-input', 'rate-limited'],
  answer: async (door, { asked, json }) => {
    const here = await raterOf(door, asked);
    if (here === undefined) return { code: 'signed-out' };
    const check = parseId(json.check);
    if (check === undefined) return { code: 'not-found' };
    const kept = await rateCheck(door.options.world, here, { ...json, check });
    if (kept.ok) {
      const slug = (await door.options.world.cards.get([check])).get(check)?.slug;
      if (slug !== undefined) for (const lang of uiLangs) door.cache.forget(checkPath(lang, slug));
      return jsonReply(asked, { check, ...kept.value }, { headers: privately });
    }
    const { code, field } = kept.error;
    if (code === 'not-found') return { code: 'not-found' };
    if (code === 'ratings-full') return { code: 'rate-limited', reason: code, retryAfter: 86_400 };
    return { code: 'invalid-input', reason: code, ...(field === undefined ? {} : { field }) };
  },
});

export const standingOperation = operation({
  method: 'get',
  path: '/checks/{key}/standing',
  summary: 'What stands of a check by all ratings',
  detail:
    'The standing of record and those before it, the newest first. `why` is the explanation from which the standing follows; the files of each cut are at `/data/ratings`. `soFar` is a first look at what was rated since, and no standing: the next cut alone makes one.',
  params: z.object({
    key: z
      .string()
      .regex(/^[A-Za-z0-9-]{1,100}$/)
      .openapi({ param: { name: 'key', in: 'path' }, description: 'Id or slug' }),
  }),
  replies: {
    200: {
      description: 'Empty where nothing was worked out yet',
      schema: z.object({
        standings: z.array(
          z.object({
            cut: z.int(),
            on: day,
            standing,
            rule,
            why: standingWhy,
          }),
        ),
        waiting: z.int().openapi({
          description: `How many have rated it since, and are counted in the next cut: 0, 1 for fewer than ${raterStep}, or whole steps of ${raterStep}`,
        }),
        soFar: z
          .object({
            says: z.enum(['helpful', 'not-helpful', 'other-side', 'needs-more']),
            raters: z.int().openapi({ description: `How many it takes in at least, in steps of ${raterStep}` }),
          })
          .nullable()
          .openapi({
            description: `Null until ${raterStep} raters who count have come since the last cut, and where no two sides can be told apart. Moves by whole steps of raters, so that no change tells how one of them rated`,
          }),
        answers: z.array(standingAnswer).openapi({ description: 'What the team answers to it, the newest first' }),
        added: z.array(acceptedProposal).openapi({ description: 'What raters proposed and two of the team accepted' }),
      }),
    },
  },
  problems: ['not-found'],
  answer: async (door, { asked, params }) => {
    const { world } = door.options;
    const id = parseId(params.key);
    const found = await findCheck(world, id ? { id } : { slug: params.key }, door.langOf(asked));
    if (found === undefined || found.check.source !== null) return { code: 'not-found' };
    const standings = (await world.standings.of(found.check.id)).map(({ cut, on, standing: says, rule, why }) => ({
      cut,
      on,
      standing: says,
      rule,
      why: JSON.parse(why) as ToldOfCheck,
    }));
    const waiting = bandOf(await world.standings.waiting(found.check.id));
    const soFar = world.soFars.of(found.check.id) ?? null;
    const [answers, added] = await Promise.all([
      world.standingAnswers.of(found.check.id),
      world.proposals.accepted(found.check.id),
    ]);
    return jsonReply(asked, { standings, waiting, soFar, answers, added }, { headers: revalidated });
  },
});
