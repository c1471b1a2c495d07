// The shapes of the API. The same schemas check what comes in and describe it in the OpenAPI document.
import { z } from '@hono/zod-openapi';
import { publicReasons } from '../../core/case.ts';
import { pictureDifferences, pictureKinds } from '../../core/picture.ts';
import { questionKeys } from '../../core/question.ts';
import { stages } from '../../core/stage.ts';
import { tipLimits } from '../../core/tip.ts';
import { verdicts } from '../../core/verdict.ts';
import { problemCodes } from '../problem.ts';
import { howNear } from './how-near.ts';

export const day = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/)
  .openapi({ format: 'date', example: '2026-09-01' });
export const langTag = z
  .string()
  .regex(/^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}$/)
  .openapi({ description: 'BCP 47 tag', example: 'vi' });
export const idText = z
  .string()
  .regex(/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/)
  .openapi({ format: 'uuid' });
export const outcome = z.enum(['known', 'perhaps', 'new']);
const span = z
  .object({ start: z.int(), end: z.int() })
  .openapi('Span', { description: 'Half-open range in UTF-16 code units' });
const verdict = z.enum(verdicts);

export const problem = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    next: z.string().openapi({ description: 'What to do now' }),
    code: z.enum(problemCodes as [string, ...string[]]),
    field: z.string().optional(),
    right: z.string().optional().openapi({ description: 'What is lacking, of a 403 for want of a right' }),
    roles: z.array(z.string()).optional().openapi({ description: 'Who has that right' }),
    errors: z
      .array(
        z.object({ field: z.string(), allowed: z.array(z.union([z.string(), z.number(), z.boolean()])).optional() }),
      )
      .optional()
      .openapi({ description: 'Every field that was wrong, with the values it takes where those are few' }),
    reason: z.string().optional().openapi({ description: 'The rule that was broken, where `code` is more general' }),
    limit: z
      .int()
      .optional()
      .openapi({ description: 'The limit that was passed: characters of a text, bytes of a body' }),
  })
  .openapi('Problem', { description: 'RFC 9457 problem details' });

export const checkSummary = z
  .object({
    id: idText,
    slug: z.string(),
    url: z.string().openapi({ description: 'The page here, in the language asked for' }),
    publisher: z.object({ name: z.string(), site: z.string(), own: z.boolean(), licence: z.string().nullable() }),
    originalUrl: z.string().nullable().openapi({ description: 'Where another publisher’s check stands' }),
    verdict: verdict.nullable(),
    label: z.string().nullable().openapi({ description: 'The publisher’s own words for the verdict' }),
    asOf: day.nullable(),
    reviewBy: day.nullable(),
    overdue: z.boolean(),
    publishedOn: day.nullable(),
    correctedOn: day.nullable(),
    topics: z.array(z.string()),
    texts: z
      .record(z.string(), z.object({ title: z.string(), claim: z.string(), short: z.string() }))
      .openapi({ description: 'By language' }),
    sources: z.array(z.object({ publisher: z.string(), title: z.string(), url: z.string().nullable() })),
  })
  .openapi('CheckSummary');

const byLanguage = z.record(z.string(), z.string());

const publicSource = z.object({
  url: z.string().nullable(),
  title: z.string(),
  publisher: z.string(),
  lang: z.string().nullable(),
  stance: z.enum(['supports', 'refutes', 'context']),
  interest: z.enum(['independent', 'party', 'ourselves']),
  publishedOn: day.nullable(),
  accessedOn: day.nullable(),
  locator: z.string().nullable(),
  archivedUrl: z.string().nullable(),
  shows: byLanguage,
});

/** A picture of a check. */
export const pictureSays = z
  .object({
    credentials: z.enum(['absent', 'invalid', 'untrusted', 'trusted']).openapi({
      description: 'Content Credentials; absent says nothing: nearly every program that sends pictures takes them away',
    }),
    signedBy: z.string().nullable().openapi({ description: 'Only of a signer whom this instance trusts' }),
    signedOn: day.nullable(),
    madeWith: z.string().nullable(),
    declared: z.enum(['by-model', 'partly-by-model', 'by-algorithm', 'camera']).nullable(),
    takenOn: day.nullable(),
    software: z.string().nullable(),
  })
  .openapi('PictureSays', {
    description:
      'What the file said about itself when it came; of what nobody trusted signed, anybody can have written it',
  });

export const picture = z
  .object({
    url: z.string().openapi({ description: 'WebP, drawn anew without metadata' }),
    width: z.int(),
    height: z.int(),
    kind: z.enum(pictureKinds).openapi({ description: 'edited: a copy that somebody changed since' }),
    alt: z.record(z.string(), z.string()).openapi({ description: 'What can be seen, by language' }),
    seenUrl: z.string().nullable().openapi({ description: 'A page where it was seen first, according to the check' }),
    seenOn: day.nullable(),
    says: pictureSays.nullable().openapi({ description: 'null: nobody looked at the file as it came' }),
  })
  .openapi('Picture');

const toldPicture = picture.pick({ kind: true, alt: true, seenUrl: true, seenOn: true });

export const wholeCheck = checkSummary
  .omit({ texts: true, sources: true })
  .extend({
    texts: z.record(
      z.string(),
      z.object({
        title: z.string(),
        claim: z.string(),
        short: z.string(),
        known: z.string(),
        how: z.string(),
        reply: z.string(),
      }),
    ),
    claimant: z.record(z.string(), z.object({ name: z.string(), role: z.string(), place: z.string() })).nullable(),
    appearances: z.array(z.string()),
    evidence: z.array(publicSource),
    replies: z
      .array(
        z.object({
          asked: z.string().openapi({ description: 'A public figure or body, with the role' }),
          askedOn: day,
          dueOn: day.nullable(),
          said: byLanguage.nullable(),
          saidOn: day.nullable(),
          knownOn: day.openapi({ description: 'When it was last looked whether they had answered' }),
        }),
      )
      .openapi({ description: 'Who was asked for their side, and what they answered' }),
    searches: z.array(z.object({ query: z.string(), where: z.string(), on: day, found: byLanguage })),
    corrections: z.array(
      z.object({
        on: day,
        kind: z.enum(['minor', 'update', 'correction']),
        explain: byLanguage,
        before: z.record(z.string(), byLanguage),
        evidence: z
          .object({ removed: z.array(publicSource), added: z.array(publicSource) })
          .optional()
          .openapi({ description: 'Sources that went and sources that came' }),
        replies: z
          .array(z.object({ asked: z.string(), saidOn: day.nullable() }))
          .optional()
          .openapi({ description: 'Who was asked since, or answered' }),
        pictures: z
          .object({ removed: z.array(toldPicture), added: z.array(toldPicture) })
          .optional()
          .openapi({ description: 'Pictures that went and came, by what is said of them; one described anew is both' }),
      }),
    ),
    ...howNear,
    origin: z
      .object({
        kind: z.enum(['asked', 'own', 'requested']),
        times: z
          .string()
          .nullable()
          .openapi({ description: 'How often it was asked, by powers of ten; null below 20', example: '20-99' }),
        by: z.string().nullable().openapi({ description: 'The organisation that asked for it' }),
      })
      .nullable()
      .openapi({
        description: 'Where it came from; null for checks of other publishers, and while the database is away',
      }),
    pictures: z.array(picture).openapi({ description: 'The pictures it is about' }),
    related: z.array(checkSummary).openapi({ description: 'Checks that two people named beside it' }),
    fromMemory: z.boolean().openapi({ description: 'The database is away: only what the summary holds is told' }),
  })
  .openapi('Check');

const reasonKinds = ['words', 'rare', 'order', 'spelling', 'numbers', 'names', 'ahead'] as const;
const doubts = [
  'numbers',
  'dates',
  'places',
  'negation',
  'accents',
  'swapped',
  'short',
  'overdue',
  'contested',
  'publisher',
  'partial',
  'asked',
  'disputed',
  'page',
  'picture',
] as const;

const why = z
  .object({
    words: z.array(z.string()).openapi({ description: 'Words that agree, as they stand in the check' }),
    query: z.array(span).openapi({ description: 'Where they stand in `text`' }),
    matched: z
      .object({ text: z.string(), spans: z.array(span) })
      .openapi({ description: 'The claim that the check judges, whatever it was found by' }),
    wording: z
      .object({ text: z.string(), spans: z.array(span) })
      .nullable()
      .openapi({ description: 'Another way of asking for the check, where that agreed and not the claim' }),
    coverage: z.number().openapi({ description: 'Share of what the message says that the check covers, 0 to 1' }),
    sameLink: z.boolean(),
    asked: z.boolean().openapi({ description: 'Found by words that several askers share; they are shown to nobody' }),
    reasons: z
      .array(z.object({ kind: z.enum(reasonKinds), share: z.number() }))
      .openapi({ description: 'What spoke for this check, and its share of all that did' }),
    doubt: z.enum(doubts).nullable().openapi({ description: 'Why it is offered and not given as the answer' }),
  })
  .openapi('Why');

const shownPicture = z
  .object({
    picture,
    differs: z.array(z.enum(pictureDifferences)).openapi({
      description: 'What is different about the asked one: part: cropped; around: a frame, bar or edge added',
    }),
  })
  .openapi('PictureShown', { description: 'The known picture that the asked one shows' });

const answer = z
  .object({
    check: checkSummary,
    probability: z.number().nullable().openapi({
      description:
        'Calibrated, 0 to 1: that this is the check asked for; null for all but the nearest, and among few checks',
    }),
    why,
    picture: shownPicture.optional().openapi({ description: 'Where a picture was asked with, and led here' }),
  })
  .openapi('Answer');

const claim = z.object({ span, outcome, answers: z.array(answer) }).openapi('Claim');
const place = z.object({ id: z.string(), url: z.string() });

export const tipGiven = z
  .strictObject({
    text: z
      .string()
      .optional()
      .openapi({ description: `The message, at most ${tipLimits.text} UTF-16 units` }),
    url: z.string().optional().openapi({ description: 'A link instead of a text' }),
    lang: langTag.optional(),
  })
  .openapi('TipGiven', { description: 'Exactly one of `text` and `url`' });

export const tipReply = z
  .object({
    outcome,
    stored: z.boolean().openapi({ description: 'false: the database is away, nothing was kept' }),
    text: z.string().openapi({ description: 'The message as kept, personal patterns masked; every span refers to it' }),
    claims: z.array(claim),
    opinions: z.array(span),
    pages: z
      .array(z.object({ link: z.string(), title: z.string() }))
      .openapi({ description: 'Pages behind links in `text` whose titles were looked up, too; kept nowhere' }),
    wantsWords: z
      .boolean()
      .openapi({ description: 'Nothing but links to posts, which are never opened: ask with their words' }),
    ticket: place.optional().openapi({ description: 'Secret: where the question stands; only while something waits' }),
    answer: place.optional().openapi({
      description: 'Shareable: the checks, and their own words that agree with the message, which it does not hold',
    }),
  })
  .openapi('TipReply');

/** The secret of a page that only its reader has, in an address. */
export const ownSecret = z.object({
  secret: z
    .string()
    .regex(/^[0-9a-f]{32}$/)
    .openapi({ param: { name: 'secret', in: 'path' } }),
});

/** What was taken in from somebody without an account: the secret by which they follow it, and its page. */
export const secretPlace = z
  .object({
    id: z.string().openapi({ description: 'Secret: whoever has it reads and ends it' }),
    url: z.string(),
  })
  .openapi('SecretPlace');

/** The secret of a ticket, in an address. */
export const ticketToken = z.object({
  token: z
    .string()
    .regex(/^[0-9a-f]{32}$/)
    .openapi({ param: { name: 'token', in: 'path' } }),
});

export const ticketReply = z
  .object({
    day,
    outcome,
    text: z.string().nullable(),
    erasedBy: day.nullable().openapi({ description: 'Until then at the latest; null once `text` is erased' }),
    opinions: z.array(span),
    claims: z.array(
      z.object({
        span,
        outcome,
        othersAsking: z.enum(['none', 'some', 'many']).openapi({
          description:
            'Other messages that ask the same, one’s own second one too: nobody’s are told apart. some: fewer than twenty',
        }),
        stage: z.enum(stages).openapi({ description: 'Where the work on it stands; unsorted: no case holds it yet' }),
        declined: z
          .object({ reason: z.enum(publicReasons), url: z.string() })
          .nullable()
          .openapi({ description: 'Why two people declined it, in public' }),
        note: z
          .object({ number: z.int(), on: day, url: z.string() })
          .nullable()
          .openapi({ description: 'What is known so far, while there is no verdict' }),
        answers: z.array(z.object({ check: checkSummary, words: z.array(z.string()), doubt: why.shape.doubt })),
      }),
    ),
    questions: z
      .array(
        z.object({
          id: idText,
          template: z.enum(questionKeys),
          text: z.string().openapi({ description: 'The public template, as everybody who asked reads it' }),
          askedOn: day,
          reply: z.string().nullable().openapi({ description: 'What this ticket replied, masked' }),
        }),
      )
      .openapi({ description: 'What the team asks back; nobody has to reply' }),
    contact: z
      .object({
        answer: day.nullable().openapi({ description: 'Since when an address waits for the answer' }),
        corrections: day.nullable().openapi({ description: 'Since when it is kept to tell corrections of the answer' }),
      })
      .openapi({ description: 'For what an address is held' }),
  })
  .openapi('Ticket');

export const checkListReply = z
  .object({ checks: z.array(checkSummary), total: z.int(), next: z.string().nullable(), fromMemory: z.boolean() })
  .openapi('CheckList');

export const feedbackGiven = z.strictObject({ check: idText, agrees: z.boolean() }).openapi('FeedbackGiven');
