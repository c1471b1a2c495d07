// Puts a case before a second person: the whole check as it would become public, with the verdict and its reasons.
import { type Day, dayOf, parseDay } from '../base/clock.ts';
import type { Id } from '../base/ids.ts';
import { ok, type Refusal, type Result, refuse } from '../base/result.ts';
import { type ComposeRefusal, composeCheck } from '../core/decision.ts';
import { type Actor, may } from '../core/rights.ts';
import { mostTopics, namedTopics, type TopicNames, topicNameOf, topicOf } from '../core/topic.ts';
import { isVerdict } from '../core/verdict.ts';
import { citedAddress, isPermalink } from '../kit/links/index.ts';
import type { DecisionCase } from './decision-ports.ts';
import { embargoOf } from './embargo.ts';
import { publicReplies } from './public-replies.ts';
import { type RelatedRefusal, relatedOf } from './related.ts';
import { type PictureTyped, picturesOf, type TypedPictureRefusal } from './typed-pictures.ts';
import type { World } from './world.ts';

/** What the form says; every field as typed. `publishAt` is a moment in ISO 8601 (UTC), empty for at once. */
export type ConclusionTyped = {
  readonly verdict: string;
  readonly asOf: string;
  readonly reviewBy: string;
  readonly slug: string;
  readonly topics: readonly string[];
  readonly appearances: readonly string[];
  readonly publishAt: string;
  /** Checks that stand beside it, each by slug, address, id, or number of its case. */
  readonly related?: readonly string[];
  /** Of the pictures of the case, those it is about. */
  readonly pictures?: readonly PictureTyped[];
};

export type SubmitRefusal =
  | ComposeRefusal
  | RelatedRefusal
  | TypedPictureRefusal
  | Refusal<
      | 'forbidden'
      | 'not-found'
      | 'case-not-open'
      | 'already-submitted'
      | 'slug-taken'
      | 'verdict-missing'
      | 'day-unreadable'
      | 'day-in-future'
      | 'day-past'
      | 'embargo-unreadable'
      | 'topics-missing'
      | 'topic-unfit'
      | 'topic-unknown'
      | 'topics-too-many'
      | 'appearance-unfit'
    >;

/** The id of the submission, or the first thing that holds it up. */
export const submitDecision = async (
  world: Pick<World, 'decisions' | 'reads' | 'labels' | 'newId' | 'now' | 'keyed'>,
  actor: Actor,
  number: number,
  typed: ConclusionTyped,
): Promise<Result<Id, SubmitRefusal>> => {
  if (!may(actor.role, 'submission.submit')) return refuse('forbidden');
  const found = await world.decisions.caseByNumber(number);
  if (found === undefined) return refuse('not-found');
  const inUse = (await world.reads.topics()).map(({ topic }) => topic);
  const concluded = conclusionOf(found, typed, inUse, dayOf(world.now()));
  if (!concluded.ok) return concluded;
  const publishAt = embargoOf(typed.publishAt);
  if (publishAt === undefined) return refuse('embargo-unreadable', { field: 'publishAt' });
  const related = await relatedOf(world, typed.related ?? [], concluded.value);
  if (!related.ok) return related;
  const pictures = picturesOf(found.pictures, typed.pictures ?? [], dayOf(world.now()));
  if (!pictures.ok) return pictures;
  const names = newNames(typed.topics, concluded.value.topics, world.labels.topicNames());
  const beside = {
    ...(related.value.length === 0 ? {} : { related: related.value }),
    ...(Object.keys(names).length === 0 ? {} : { topicNames: names }),
    ...(pictures.value.length === 0 ? {} : { pictures: pictures.value }),
  };
  const replies = publicReplies(world, found.replies, dayOf(world.now()));
  const check = composeCheck({ ...found.material, replies }, { id: world.newId(), ...concluded.value, ...beside });
  if (!check.ok) return check;
  const id = world.newId();
  const submitted = await world.decisions.submit(
    { id, caseId: found.id, kind: 'check', content: check.value, submittedBy: actor.id, publishAt },
    world.now(),
  );
  return submitted === 'submitted' ? ok(id) : refuse(submitted);
};

/** As typed, for topics that nobody named yet; the second person reads and agrees to it with the rest. */
const newNames = (typed: readonly string[], topics: readonly string[], named: TopicNames): TopicNames =>
  Object.fromEntries(
    typed.flatMap((given) => {
      const topic = topicOf(given, topics);
      const name = topicNameOf(given);
      const isNew =
        topic !== undefined && named[topic] === undefined && !(namedTopics as readonly string[]).includes(topic);
      return isNew && name !== undefined ? [[topic, name]] : [];
    }),
  );

const conclusionOf = (found: DecisionCase, typed: ConclusionTyped, inUse: readonly string[], today: Day) => {
  const { verdict, slug } = typed;
  if (found.state !== 'open') return refuse(found.pending === null ? 'case-not-open' : 'already-submitted');
  if (!isVerdict(verdict)) return refuse('verdict-missing', { field: 'verdict' });
  const asOf = parseDay(typed.asOf);
  const reviewBy = parseDay(typed.reviewBy);
  if (asOf === undefined) return refuse('day-unreadable', { field: 'asOf' });
  if (reviewBy === undefined) return refuse('day-unreadable', { field: 'reviewBy' });
  // It would answer nobody on its first day.
  if (reviewBy <= today) return refuse('day-past', { field: 'reviewBy' });
  if (asOf > today) return refuse('day-in-future', { field: 'asOf' });
  const topics: string[] = [];
  for (const given of typed.topics.filter((one) => one.trim() !== '')) {
    const topic = topicOf(given, inUse);
    // Left out in silence, it would be missed only once the check is public.
    if (topic === undefined) return refuse('topic-unfit', { field: 'topics' });
    // An address word is no name: a new topic would be called so in public, without accents. Those of here are told.
    if (
      !inUse.includes(topic) &&
      !(namedTopics as readonly string[]).includes(topic) &&
      /^[a-z0-9]+(-[a-z0-9]+)+$/.test(given.trim())
    )
      return refuse('topic-unknown', { field: 'topics', detail: [...new Set([...inUse, ...namedTopics])].join(', ') });
    if (!topics.includes(topic)) topics.push(topic);
  }
  if (topics.length === 0) return refuse('topics-missing', { field: 'topics' });
  if (topics.length > mostTopics) return refuse('topics-too-many', { field: 'topics' });
  const appearances: string[] = [];
  for (const given of typed.appearances.map((a) => a.trim()).filter((a) => a !== '')) {
    const url = citedAddress(given);
    // A post's address tells who posted it; a check is about the claim.
    if (!url.ok || isPermalink(url.value)) return refuse('appearance-unfit', { field: 'appearances' });
    appearances.push(url.value);
  }
  return ok({ verdict, slug: slug.trim(), asOf, reviewBy, topics, appearances });
};
