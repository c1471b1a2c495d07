// The leaves beside what a page shows, by what they tell of: read together, the tree opened once.
import type { Id } from '../base/ids.ts';
import type { PublicAppeal } from '../core/appeal.ts';
import type { LeafBody, LeafKind } from '../core/leaf.ts';
import { type LeafShown, showLeaves } from '../desk/index.ts';
import type { WebWorld } from './options.ts';
import type { PageProofs } from './pages/background-model.ts';

/** More than any page shows. */
const most = 1000;

/** The newest leaf of each thing that these kinds tell of; of these subjects alone, where any are given. */
export const leafProofs = async (
  world: Pick<WebWorld, 'log'>,
  kinds: readonly LeafKind[],
  subjects: readonly Id[] | null,
): Promise<PageProofs | undefined> => {
  const numbers = await world.log.rows.about(kinds, subjects, most);
  const shown = await showLeaves(world, numbers);
  if (!shown.ok) return shown.error.code === 'not-found' ? undefined : 'away';
  const by = new Map<string, LeafShown>();
  const times = new Map<string, number>();
  for (const leaf of shown.value.leaves) {
    const of = nameOf(leaf);
    const before = times.get(of) ?? 0;
    times.set(of, before + 1);
    // Of a case each note, and each time it was declined, has a leaf of its own: counted from the newest.
    const counted = leaf.kind === 'note-published' || leaf.kind === 'claim-declined';
    if (counted) by.set(`${of}:${before}`, leaf);
    else if (before === 0) by.set(of, leaf);
  }
  return { head: shown.value.head, by };
};

/** Of one page, read in two ways. */
export const together = (one: PageProofs | undefined, other: PageProofs | undefined): PageProofs | undefined =>
  typeof one === 'object' && typeof other === 'object'
    ? { head: other.head, by: new Map([...one.by, ...other.by]) }
    : (one ?? other);

export const appealKinds = [
  'appeal-answered',
  'appeal-corrected',
  'appeal-settled',
] as const satisfies readonly LeafKind[];

/** Whether a page has the leaf of everything that it shows: one drawn a moment before a leaf is sealed is not kept. */
export const hasEach = (proofs: PageProofs | undefined, of: readonly string[]): boolean =>
  of.length === 0 || (typeof proofs === 'object' && of.every((one) => proofs.by.has(one)));

/** Answers to these appeals, and why nothing changes where that was said. */
export const answeredOf = (appeals: readonly PublicAppeal[]): readonly string[] =>
  appeals.flatMap(({ id, answer, consequence }) => [
    ...(answer === null ? [] : [`answer:${id}`]),
    ...(consequence?.state === 'settled' ? [`settled:${id}`] : []),
  ]);

const nameOf = ({ entry, led }: LeafShown): string => {
  const body = JSON.parse(entry) as LeafBody;
  switch (body.kind) {
    case 'note-published':
    case 'claim-declined':
      return `${body.kind}:${led?.name ?? ''}`;
    case 'explainer-published':
    case 'explainer-corrected':
      return `explainer:${body.explainer}`;
    case 'explainer-withdrawn':
      return `explainer-withdrawn:${body.explainer}`;
    case 'appeal-answered':
    case 'appeal-corrected':
      return `answer:${body.appeal}`;
    case 'appeal-settled':
      return `settled:${body.appeal}`;
    case 'request-told':
      return `request:${body.request}`;
    case 'template-changed':
      return `template:${body.template}:${body.lang}:${body.n}`;
    case 'standing-answered':
      return `standing-answer:${body.answer}`;
    case 'proposal-accepted':
      return `proposal:${body.proposal}`;
    default:
      return body.kind;
  }
};
