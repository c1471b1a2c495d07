// One case by API, with everything that its page shows.
import { z } from '@hono/zod-openapi';
import { dayOf } from '../../../base/clock.ts';
import { caseStates, closings, harmTopics, origins } from '../../../core/case.ts';
import { beyondEvidence, checklist, missingIn } from '../../../core/checklist.ts';
import { draftFields } from '../../../core/draft.ts';
import { evidenceKinds, interests, restorableUntil, stances } from '../../../core/evidence.ts';
import { questionKeys } from '../../../core/question.ts';
import { verdicts } from '../../../core/verdict.ts';
import { standingOf } from '../../../core/wording.ts';
import { asksOf, wordingQuestions } from '../../../core/wording-asks.ts';
import { told } from '../desk-operation.ts';
import { day, idText } from '../schemas.ts';
import { casePicture } from './case-pictures.ts';
import { caseOperation, evidenceFile, harsh, harshOf, listOf, moment, momentOrNull, ofCase, texts } from './shapes.ts';

const stands = z.boolean().openapi({
  description:
    'Whether a check that is public, or handed in, stands on it: then a correction by two changes it, and nothing else',
});

const evidence = z
  .object({
    id: idText,
    kind: z.enum(evidenceKinds),
    url: z.string().nullable(),
    title: z.string(),
    publisher: z.string(),
    lang: z.string().nullable(),
    stance: z.enum(stances),
    interest: z.enum(interests),
    publishedOn: day.nullable(),
    accessedOn: day,
    locator: z.string().nullable(),
    quotation: z.string().nullable(),
    translation: z.string().nullable(),
    archivedUrl: z.string().nullable(),
    file: evidenceFile.nullable(),
    shows: texts,
    addedBy: idText,
    translatedBy: listOf(idText),
    stands,
  })
  .openapi('CaseEvidence');

const saidBy = z.record(z.string(), z.object({ name: z.string(), role: z.string(), place: z.string() }));
const passage = z.object({ lang: z.string(), field: z.enum(draftFields) });

export const draftState = z
  .object({
    lang: z.string(),
    field: z.enum(draftFields),
    n: z.int(),
    text: z.string(),
    writtenBy: idText,
    writtenAt: moment,
    base: z.int().openapi({ description: 'The state it was typed over; 0: an empty field' }),
    settles: z.int().nullable(),
    current: z.boolean().openapi({ description: 'The one state that stands' }),
  })
  .openapi('DraftState');

const historyLine = z
  .object({
    at: moment,
    by: idText.nullable(),
    what: z.string(),
    detail: z.record(z.string(), z.unknown()),
  })
  .openapi('HistoryLine');

const whole = z
  .object({
    id: idText,
    number: z.int(),
    state: z.enum(caseStates),
    origin: z.enum(origins),
    requestedBy: z.string().nullable(),
    title: z.string().nullable(),
    harsh,
    lang: z.string(),
    openedOn: day,
    assignedTo: idText.nullable(),
    aboutOurselves: z.boolean().openapi({ description: 'Nothing is concluded on it: only a note can be published' }),
    ourselvesOffBy: idText.nullable().openapi({ description: 'Who asked for that mark to be taken off' }),
    asked: z.int(),
    askedLately: z.int(),
    lastAskedOn: day.nullable(),
    harm: listOf(z.enum(harmTopics)),
    closedAs: z.enum(closings).nullable(),
    undoUntil: momentOrNull.openapi({
      description: 'Until when opening it again brings everything back; null where it is open, or its words are erased',
    }),
    variants: listOf(z.object({ text: z.string(), asked: z.int(), harsh })).openapi({
      description: 'The claim as people sent it, masked, most asked first',
    }),
    erased: z.int().openapi({ description: 'Of how many variants the text is gone' }),
    pictures: listOf(casePicture).openapi({
      description: 'Those the team laid there, then those that people asked with: `GET /desk/pictures/{file}`',
    }),
    days: listOf(z.object({ day, asked: z.int() })),
    groups: listOf(z.object({ group: idText, asked: z.int(), text: z.string().nullable(), wordings: z.int(), harsh })),
    moves: listOf(
      z.object({
        id: idText,
        kind: z.enum(['merge', 'split']),
        from: z.object({ number: z.int(), title: z.string().nullable(), harsh }),
        to: z.object({ number: z.int(), title: z.string().nullable(), harsh }),
        groups: z.int(),
        day,
      }),
    ).openapi({ description: 'Joinings and partings that can still be undone' }),
    evidence: listOf(evidence),
    removedFiles: listOf(
      z.object({
        file: z.string(),
        evidence: idText.nullable(),
        name: z.string().nullable(),
        removedBy: idText,
        until: moment,
      }),
    ).openapi({
      description:
        'Pictures (`evidence` null) and files of evidence that were taken off and can be brought back until then',
    }),
    searches: listOf(
      z.object({ id: idText, query: z.string(), where: z.string(), on: day, found: texts, addedBy: idText, stands }),
    ),
    wordings: listOf(
      z.object({
        id: idText,
        wording: texts,
        saidBy: saidBy.nullable(),
        proposedBy: idText,
        agreedBy: idText.nullable(),
        refusedBy: idText.nullable(),
        proposedAt: moment,
        asks: listOf(z.object({ what: z.enum(wordingQuestions), lang: z.string(), words: z.string() })).openapi({
          description: 'What whoever agrees has to look at, with the words of the sentence that raise the question',
        }),
        answered: listOf(z.enum(wordingQuestions)).openapi({
          description: 'What whoever agreed said that they looked at',
        }),
        waits: z.boolean().openapi({
          description:
            'Can be decided on while the case is open: of each colleague the last that nobody refused or took back, proposed after the one that stands',
        }),
      }),
    ),
    interests: listOf(z.object({ by: idText, concerned: z.boolean(), explain: z.string().nullable(), at: moment })),
    drafts: listOf(draftState),
    remarks: listOf(
      z.object({
        id: idText,
        text: z.string(),
        by: idText,
        at: moment,
        passage: passage.nullable(),
        settled: z.boolean(),
        mentions: listOf(idText),
      }),
    ),
    tasks: listOf(
      z.object({
        id: idText,
        text: z.string(),
        assignedTo: idText.nullable(),
        madeBy: idText,
        doneBy: idText.nullable(),
      }),
    ),
    replies: listOf(
      z.object({
        id: idText,
        asked: z.string(),
        askedOn: day,
        way: z.string(),
        dueOn: day.nullable(),
        said: texts.nullable(),
        saidOn: day.nullable(),
        letter: z
          .enum(['queued', 'sending', 'sent', 'unknown', 'failed'])
          .nullable()
          .openapi({ description: 'What became of our letter; null where they were asked otherwise' }),
        unpublished: z.boolean().openapi({ description: 'It came after the check was public, and is not there yet' }),
      }),
    ),
    question: z
      .object({
        id: idText,
        template: z.enum(questionKeys),
        askedBy: idText,
        askedOn: day,
        replied: z.int(),
        gone: z.boolean().openapi({ description: 'Somebody replied, and nothing of it is left' }),
        replies: listOf(z.object({ text: z.string(), day, harsh })),
      })
      .nullable()
      .openapi({ description: 'What those who asked were asked, and what they replied: never public' }),
    missing: listOf(z.string()).openapi({
      description: 'What it still lacks before it can be put before a second person',
    }),
    beyond: listOf(
      z.object({
        verdict: z.enum(verdicts),
        lacks: z.enum([
          'verdict-needs-independent-evidence',
          'verdict-needs-refuting-evidence',
          'verdict-needs-context-evidence',
          'verdict-needs-supporting-evidence',
        ]),
      }),
    ).openapi({ description: 'Verdicts that the evidence does not carry so far, and what each lacks' }),
    untranslated: listOf(z.object({ evidence: idText, langs: listOf(z.string()) })).openapi({
      description: 'Evidence, and the languages of the draft in which nobody said what it shows',
    }),
    history: listOf(historyLine).openapi({ description: 'The newest 200 lines; all of them at `…/history`' }),
  })
  .openapi('Case');

export const caseReadOperation = caseOperation({
  method: 'get',
  path: '/desk/cases/{number}',
  summary: 'Read a case',
  detail: 'With what was gathered, worded, written and said, what it still lacks, and its history.',
  right: 'desk.see',
  params: ofCase,
  replies: { 200: { description: 'The case', schema: whole } },
  problems: [],
  answer: async (door, _request, _who, head) => {
    const { world } = door.options;
    const [gathered, groups, moves, question, talk, drafts, facts] = await Promise.all([
      world.caseWork.gathered(head.id),
      world.caseQueue.groups(head.id),
      world.caseQueue.moves(head.id),
      world.questions.ofCase(head.id),
      world.caseTalk.talk(head.id),
      world.drafts.of(head.id),
      world.caseWork.facts(head.id),
    ]);
    const items = checklist(facts, dayOf(world.now()));
    const missing = missingIn(items).map(({ what }) => what);
    const untranslated = items.flatMap((item) => (item.what === 'translated' ? item.lacking : []));
    const live = head.state === 'open' ? standingOf(gathered.wordings).pending : [];
    return told(whole, {
      ...head,
      harsh: harshOf(head.title),
      ...gathered,
      pictures: gathered.pictures.map(({ says = null, ...one }) => ({ ...one, says })),
      removedFiles: gathered.removedFiles.flatMap(({ removedAt, ...one }) => {
        const until = restorableUntil(removedAt);
        return until > world.now() ? [{ ...one, until }] : [];
      }),
      wordings: gathered.wordings.map(({ approvedBy, declinedBy, ...one }) => ({
        ...one,
        agreedBy: approvedBy,
        refusedBy: declinedBy,
        asks: asksOf(one.wording),
        waits: live.some(({ id }) => id === one.id),
      })),
      variants: gathered.variants.map((one) => ({ ...one, harsh: harshOf(one.text) })),
      groups: groups.map((one) => ({ ...one, harsh: harshOf(one.text) })),
      moves: moves.map(({ from, to, ...move }) => ({
        ...move,
        from: { ...from, harsh: harshOf(from.title) },
        to: { ...to, harsh: harshOf(to.title) },
      })),
      question: question && {
        ...question,
        replies: question.replies.map((one) => ({ ...one, harsh: harshOf(one.text) })),
      },
      ...talk,
      drafts,
      missing,
      beyond: beyondEvidence(facts.evidence),
      untranslated,
    });
  },
});

const history = z
  .object({
    history: listOf(historyLine),
    next: z
      .int()
      .nullable()
      .openapi({ description: '`before` of the page after this one; null where nothing is older' }),
  })
  .openapi('CaseHistory');

export const caseHistoryOperation = caseOperation({
  method: 'get',
  path: '/desk/cases/{number}/history',
  summary: 'Read all of a case’s history',
  detail: 'The newest first, every line as it was told; the page of the case folds typing into one line a day.',
  right: 'desk.see',
  params: ofCase,
  query: z.object({
    before: z.coerce.number().int().min(1).max(Number.MAX_SAFE_INTEGER).optional(),
    limit: z.coerce.number().int().min(1).max(1000).default(200),
  }),
  replies: { 200: { description: 'A page of it', schema: history } },
  problems: ['invalid-input'],
  answer: async (door, { query }, _who, { id }) => {
    const page = { before: query.before ?? null, limit: query.limit };
    const { lines, next } = await door.options.world.caseWork.history(id, page);
    return told(history, { history: lines, next });
  },
});
