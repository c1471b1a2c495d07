// The evidence of a check as a correction leaves it: what is taken off, what the case gathered since, and what is new.
import type { Id } from '../base/ids.ts';
import { ok, type Refusal, type Result, refuse } from '../base/result.ts';
import type { Check } from '../core/check.ts';
import { type Evidence, publicEvidence, sameEvidence } from '../core/evidence.ts';
import { type EvidenceFields, readEvidence, type TypedEvidenceRefusal } from './typed-evidence.ts';
import type { CaseEvidence, NewEvidence } from './work-ports.ts';
import type { World } from './world.ts';

/** New sources that one change may bring with it; more are gathered on the case first, and taken. */
export const mostTyped = 3;

export type EvidenceChangeTyped = {
  /** Places in the evidence of the check, from 0, of what does not stand any more. */
  readonly remove: readonly number[];
  /** Ids of evidence that the case has and the check has not. */
  readonly take: readonly string[];
  /** New, as the form of the case takes it; each is added to the case as well. */
  readonly add: readonly EvidenceFields[];
};

export type ChangedEvidenceRefusal = TypedEvidenceRefusal | Refusal<'evidence-unknown' | 'evidence-too-many'>;

export type ChangedEvidence = { readonly whole: readonly Evidence[]; readonly gathers: readonly NewEvidence[] };

/** Everything that stands then, in order, and what is to be gathered with it. */
export const changedEvidence = async (
  world: Pick<World, 'capture' | 'newId' | 'now'>,
  before: Check,
  gathered: readonly CaseEvidence[],
  { remove, take, add }: EvidenceChangeTyped,
): Promise<Result<ChangedEvidence, ChangedEvidenceRefusal>> => {
  if (remove.some((place) => before.evidence[place] === undefined))
    return refuse('evidence-unknown', { field: 'evidence.remove' });
  if (add.length > mostTyped) return refuse('evidence-too-many', { field: 'evidence.add' });
  const taken: Evidence[] = [];
  for (const id of take) {
    const found = takeable(before, gathered).find((one) => one.id === id);
    if (found === undefined) return refuse('evidence-unknown', { field: 'evidence.take' });
    taken.push(publicEvidence(found));
  }
  const gathers: NewEvidence[] = [];
  for (const [i, typed] of add.entries()) {
    const read = readEvidence(typed, world.newId(), world.now());
    if (!read.ok) return refuse(read.error.code, { field: `evidence.add.${i}.${read.error.field ?? ''}` });
    const { value } = read;
    const copy = value.archivedUrl === null && value.url !== null ? await world.capture(value.url) : undefined;
    gathers.push(copy?.ok ? { ...value, archivedUrl: copy.value.archivedUrl } : value);
  }
  const stays = before.evidence.filter((_, place) => !remove.includes(place));
  const fresh = [...taken, ...gathers.map(publicEvidence)];
  return ok({ whole: unique([...stays, ...fresh]), gathers });
};

/** What the case has that the check neither shows nor gave up before. */
export const takeable = <E extends Evidence & { readonly id: Id }>(
  { evidence, corrections }: Pick<Check, 'evidence' | 'corrections'>,
  gathered: readonly E[],
): readonly E[] => {
  const gone = corrections.flatMap((one) => one.evidence?.removed ?? []);
  return gathered.filter((one) => ![...evidence, ...gone].some((other) => sameEvidence(one, other)));
};

const unique = (all: readonly Evidence[]): readonly Evidence[] =>
  all.filter((one, i) => all.findIndex((other) => sameEvidence(one, other)) === i);
