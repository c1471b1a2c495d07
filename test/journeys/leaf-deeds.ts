// What two people decide, by the kind of its leaf.
import { expect } from 'vitest';
import type { Id } from '../../src/base/ids.ts';
import { leafName } from '../../src/core/leaf.ts';
import {
  agreeToAnswer,
  answerAppeal,
  closeCase,
  correctCheckOf,
  openAppeal,
  publishDecided,
  renameVerdicts,
  submitDecision,
  submitExplainer,
  submitWords,
  takeUpDeclined,
  withdrawCheck,
  withdrawExplainer,
} from '../../src/desk/index.ts';
import { standardLabel } from '../../src/web/pages/verdict-words.ts';
import { conclusion, explainerTyped, publishedCase, publishedExplainer, readyCase } from '../desk/deciding.ts';
import { agreed, canary, type Deed, done, type Place, review, sealedEntries } from './leaf-place.ts';

const because = { vi: `Nguồn ${canary} bị rút.`, en: `${canary} took the source back.` };

const public_ = async (place: Place) => {
  const { world, database, team } = place;
  const { check, number } = await publishedCase(world, database, { writer: team.checker, reviewer: team.reviewer });
  return { check, number, follows: await lastLeaf(place) };
};

/** How a later leaf names the newest one. */
const lastLeaf = async (place: Place): Promise<string> => leafName((await sealedEntries(place)).at(-1) ?? '');

const ready = ({ database, team }: Place) =>
  readyCase(database, { writer: team.checker, approver: team.reviewer }, `Bà ${canary} chữa khỏi đau dạ dày`);

/** A ready case handed in. */
const handedIn = async (place: Place): Promise<Id> => {
  const { number } = await ready(place);
  return done(submitDecision(place.world, place.team.checker, number, conclusion));
};

/** A ready case that one would decline. */
const declining = async (place: Place): Promise<{ readonly id: Id; readonly submission: Id }> => {
  const { id, number } = await ready(place);
  const typed = { kind: 'closing', reason: 'opinion', claim: because, explain: because } as const;
  return { id, submission: await done(submitWords(place.world, place.team.checker, number, typed)) };
};

const note = async (place: Place, number: number): Promise<void> => {
  const said = { vi: `${canary} nói vậy.`, en: `${canary} says so.` };
  const typed = { kind: 'note', claim: said, known: said, unknown: said, nextOn: '' } as const;
  await agreed(place, await done(submitWords(place.world, place.team.checker, number, typed)));
};

const explained = ({ world, team }: Place) =>
  publishedExplainer(world, { writer: team.checker, reviewer: team.reviewer });

const checkOf = async ({ world }: Place, submission: Id): Promise<Id> =>
  ((await world.decisions.submission(submission))!.content as { readonly id: Id }).id;

export const decisionDeeds = {
  'check-published': async (place) => {
    const submission = await handedIn(place);
    const check = await checkOf(place, submission);
    return async () => {
      await agreed(place, submission);
      return { says: { check, verdict: 'false', asOf: conclusion.asOf } };
    };
  },

  'check-corrected': async (place) => {
    const { check, number, follows } = await public_(place);
    const { texts } = (await place.world.decisions.caseByNumber(number))!.check!;
    const days = { asOf: '2026-11-20', reviewBy: '2027-11-20' };
    const typed = { kind: 'correction', verdict: 'missing-context', explain: because, texts, ...days };
    const submission = await done(correctCheckOf(place.world, place.team.checker, number, typed));
    return async () => {
      await agreed(place, submission);
      const turned = { verdict: 'missing-context', verdictBefore: 'false', change: 'correction', asOf: days.asOf };
      return { says: { check, ...turned, supersedes: follows } };
    };
  },

  'check-withdrawn': async (place) => {
    const { check, number, follows } = await public_(place);
    const submission = await done(withdrawCheck(place.world, place.team.checker, number, because));
    return async () => {
      await agreed(place, submission);
      return { says: { check, supersedes: follows } };
    };
  },

  'note-published': async (place) => {
    const { id, number } = await ready(place);
    return async () => {
      await note(place, number);
      return { says: { case: id } };
    };
  },

  'claim-declined': async (place) => {
    const { id, submission } = await declining(place);
    return async () => {
      await agreed(place, submission);
      return { says: { case: id, because: 'opinion' } };
    };
  },

  'claim-reopened': async (place) => {
    const { world, team } = place;
    const { id, submission } = await declining(place);
    await agreed(place, submission);
    const given = {
      about: { kind: 'case', id },
      reason: 'wrongly-declined',
      text: canary,
      links: '',
      email: '',
    } as const;
    await done(openAppeal(world, { ...given, lang: 'vi', once: null }, 14));
    const appeal = (await world.appeals.list(1))[0]!.id;
    const answer = { appeal, outcome: 'upheld', reasons: because };
    const proposed = await done(answerAppeal(world, team.editor, answer, ['vi', 'en']));
    await done(agreeToAnswer(world, team.owner, { appeal, proposed }));
    return async () => {
      await done(takeUpDeclined(world, team.owner, id));
      return { says: { case: id, appeal, supersedes: expect.any(String) } };
    };
  },

  'explainer-published': async (place) => {
    const { vi, en } = explainerTyped.texts as Record<'vi' | 'en', { title: string; short: string; body: string }>;
    const texts = { vi: { ...vi, body: `${canary} hỏi.` }, en: { ...en, body: `${canary} asks.` } };
    const submission = await done(submitExplainer(place.world, place.team.checker, null, { ...explainerTyped, texts }));
    return async () => {
      await agreed(place, submission);
      return { says: { explainer: await checkOf(place, submission) } };
    };
  },

  'explainer-corrected': async (place) => {
    const { id, slug } = await explained(place);
    const follows = await lastLeaf(place);
    const { vi, en } = explainerTyped.texts as Record<'vi' | 'en', { title: string; short: string; body: string }>;
    const texts = {
      vi: { ...vi, short: 'Muối giữ nước, và hơn thế.' },
      en: { ...en, short: 'Salt holds water, and more.' },
    };
    const changed = { ...explainerTyped, texts, kind: 'correction', explain: because };
    const submission = await done(submitExplainer(place.world, place.team.checker, slug, changed));
    return async () => {
      await agreed(place, submission);
      return { says: { explainer: id, supersedes: follows } };
    };
  },

  'explainer-withdrawn': async (place) => {
    const { id, slug } = await explained(place);
    const follows = await lastLeaf(place);
    const submission = await done(withdrawExplainer(place.world, place.team.checker, slug, because));
    return async () => {
      await agreed(place, submission);
      return { says: { explainer: id, supersedes: follows } };
    };
  },

  'labels-changed': async (place) => {
    const named = { vi: { false: 'Chưa đúng sự thật' }, en: { false: 'Not so' } };
    const submission = await done(renameVerdicts(place.world, place.team.editor, named, standardLabel));
    return async () => {
      await agreed(place, submission);
      return { says: {} };
    };
  },

  'review-overridden': async (place) => {
    const submission = await handedIn(place);
    const { reviewer, editor } = place.team;
    await review(place, reviewer, submission, { outcome: 'rejected', reason: `Chưa hỏi ${canary}` });
    return async () => {
      await review(place, editor, submission, { outcome: 'overridden', reason: `${canary} đã trả lời.` });
      await publishDecided(place.world);
      return { says: { submission, of: 'check' }, with: ['review-overridden', 'check-published'] };
    };
  },

  'salts-erased': async (place) => {
    const { id, number } = await ready(place);
    await note(place, number);
    const follows = await lastLeaf(place);
    return async () => {
      await done(closeCase(place.world, place.team.checker, { of: id, as: 'private-person' }));
      return { says: { leaves: [follows] } };
    };
  },
} as const satisfies Readonly<Record<string, Deed>>;
