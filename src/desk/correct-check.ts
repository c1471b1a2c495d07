// Proposes a public change of a published check: minor, update (facts changed) or correction (we erred). Another person agrees.
import { dayOf, parseDay } from '../base/clock.ts';
import type { Id } from '../base/ids.ts';
import { ok, type Refusal, type Result, refuse } from '../base/result.ts';
import { type Check, type CheckText, correctionKinds } from '../core/check.ts';
import { type ChangeRefusal, correctCheck, type Texts } from '../core/decision.ts';
import { type Actor, may } from '../core/rights.ts';
import { isVerdict } from '../core/verdict.ts';
import { type ChangedEvidenceRefusal, changedEvidence, type EvidenceChangeTyped } from './changed-evidence.ts';
import { publicReplies } from './public-replies.ts';
import { type RelatedRefusal, relatedOf } from './related.ts';
import { type PictureTyped, picturesOf, type TypedPictureRefusal } from './typed-pictures.ts';
import type { World } from './world.ts';

export type ChangeTyped = {
  readonly kind: string;
  readonly verdict: string;
  readonly asOf: string;
  readonly reviewBy: string;
  readonly explain: Texts;
  readonly texts: Readonly<Record<string, CheckText>>;
  /** Checks that stand beside it, by slug, address, id or number of a case; absent: as they are. */
  readonly related?: readonly string[];
  /** Absent: it stays as it is. */
  readonly evidence?: EvidenceChangeTyped;
  /** Whether what those concerned were asked and answered since becomes public with it. */
  readonly replies?: boolean;
  /** All that it is about, as they will stand: those that stand, and others of the case; absent: as they are. */
  readonly pictures?: readonly PictureTyped[];
};

export type CorrectRefusal =
  | ChangeRefusal
  | RelatedRefusal
  | ChangedEvidenceRefusal
  | TypedPictureRefusal
  | Refusal<
      | 'forbidden'
      | 'not-found'
      | 'case-not-open'
      | 'already-submitted'
      | 'slug-taken'
      | 'verdict-not-allowed'
      | 'correction-kind-missing'
      | 'verdict-missing'
      | 'day-unreadable'
      | 'draft-incomplete'
      | 'reply-not-asked'
    >;

export const correctCheckOf = async (
  world: Pick<World, 'decisions' | 'caseWork' | 'capture' | 'newId' | 'now' | 'keyed'>,
  actor: Actor,
  number: number,
  typed: ChangeTyped,
): Promise<Result<Id, CorrectRefusal>> => {
  if (!may(actor.role, 'submission.submit')) return refuse('forbidden');
  const found = await world.decisions.caseByNumber(number);
  if (found === undefined) return refuse('not-found');
  const before = found.check === null ? null : standing(found.check);
  if (before === null) return refuse('case-not-open');
  if (found.material.aboutOurselves) return refuse('verdict-not-allowed', { field: 'verdict' });
  const kind = correctionKinds.find((k) => k === typed.kind);
  if (kind === undefined) return refuse('correction-kind-missing', { field: 'kind' });
  if (!isVerdict(typed.verdict)) return refuse('verdict-missing', { field: 'verdict' });
  const asOf = parseDay(typed.asOf);
  const reviewBy = parseDay(typed.reviewBy);
  if (asOf === undefined) return refuse('day-unreadable', { field: 'asOf' });
  if (reviewBy === undefined) return refuse('day-unreadable', { field: 'reviewBy' });
  const empty = emptyField(typed.texts);
  if (empty !== undefined) return refuse('draft-incomplete', { field: empty });
  const { explain, texts, verdict } = typed;
  const related = typed.related && (await relatedOf(world, typed.related, before));
  if (related?.ok === false) return related;
  const beside = related === undefined ? {} : { related: related.value };
  const sources =
    typed.evidence &&
    (await changedEvidence(world, before, (await world.caseWork.gathered(found.id)).evidence, typed.evidence));
  if (sources?.ok === false) return sources;
  const evidence = sources === undefined ? {} : { evidence: sources.value.whole };
  const heard = typed.replies === true ? { replies: publicReplies(world, found.replies, dayOf(world.now())) } : {};
  const shown =
    typed.pictures && picturesOf([...(before.pictures ?? []), ...found.pictures], typed.pictures, dayOf(world.now()));
  if (shown?.ok === false) return shown;
  const pictures = shown === undefined ? {} : { pictures: shown.value };
  const change = { kind, explain, texts, verdict, asOf, reviewBy, ...beside, ...evidence, ...heard, ...pictures };
  const after = correctCheck(before, change, dayOf(world.now()));
  if (!after.ok) return after;
  // A party that speaks only now is asked only now, but it is asked.
  const speaks = after.value.corrections.at(-1)?.evidence?.added.some(({ interest }) => interest === 'party') ?? false;
  if (speaks && found.material.asked === 0) return refuse('reply-not-asked', { field: 'evidence' });
  const id = world.newId();
  const submitted = await world.decisions.submit(
    {
      ...{ id, caseId: found.id, kind: 'correction', content: after.value, submittedBy: actor.id, publishAt: null },
      gathers: sources?.value.gathers ?? [],
    },
    world.now(),
  );
  return submitted === 'submitted' ? ok(id) : refuse(submitted);
};

/** Without what is not part of its content; null once it was withdrawn. Wordings added here stay where they are. */
const standing = ({
  withdrawn,
  overridden: _public,
  letIn: _told,
  ourselvesOff: _off,
  ...check
}: Check): Check | null => (withdrawn === undefined ? check : null);

const emptyField = (texts: ChangeTyped['texts']): string | undefined => {
  for (const [lang, text] of Object.entries(texts))
    for (const field of ['title', 'claim', 'short', 'known', 'how'] as const)
      if (text[field].trim() === '') return `${lang}.${field}`;
  return undefined;
};
