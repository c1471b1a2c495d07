import { expect, test } from 'vitest';
import { caseStates, closings } from './case.ts';
import { type ClaimWork, type HeldReason, isOver, type Stage, stageOf, stages } from './stage.ts';

const open: ClaimWork = { state: 'open', begun: false, closedAs: null };
const work = (more: Partial<ClaimWork>): ClaimWork => ({ ...open, ...more });
const table: readonly (readonly [ClaimWork | null, HeldReason | undefined, Stage])[] = [
  [null, undefined, 'unsorted'],
  [open, undefined, 'waiting'],
  [work({ begun: true }), undefined, 'begun'],
  [work({ begun: true, reopened: true }), undefined, 'reopened'],
  [work({ reopened: true }), undefined, 'reopened'],
  [work({ state: 'review', begun: true, pending: 'check' }), undefined, 'review-check'],
  [work({ state: 'review', begun: true, pending: 'closing', reopened: true }), undefined, 'review-closing'],
  [work({ state: 'review', begun: true, pending: 'note' }), undefined, 'review-note'],
  [work({ state: 'decided', begun: true, pending: 'check' }), undefined, 'decided-check'],
  [work({ state: 'decided', begun: true, pending: 'closing' }), undefined, 'decided-closing'],
  [work({ state: 'decided', begun: true, pending: 'note' }), undefined, 'decided-note'],
  [work({ state: 'published', begun: true }), undefined, 'published'],
  ...(['withdrawn', 'contested', 'overdue'] as const).map(
    (why) => [work({ state: 'published', begun: true }), why, `held-${why}`] as const,
  ),
  [work({ state: 'closed', begun: true, closedAs: 'duplicate' }), 'theirs', 'held-theirs'],
  ...closings.map(
    (closedAs) => [work({ state: 'closed', begun: true, closedAs }), undefined, `closed-${closedAs}`] as const,
  ),
];

test.each(table)('%o with a check held as %s stands at %s', (given, held, stage) => {
  expect(stageOf('new', given, held)).toBe(stage);
  expect(stageOf('perhaps', given, held)).toBe(stage);
  expect(stageOf('known', given, undefined)).toBe('answered');
});

test('every state of a case and every stage is in the table', () => {
  expect(new Set(table.map(([given]) => given?.state).filter((state) => state !== undefined))).toEqual(
    new Set(caseStates),
  );
  expect(new Set(['answered', ...table.map(([, , stage]) => stage)])).toEqual(new Set(stages));
});

test('what is over is what nobody works on: closed other than as a duplicate, or with a check that does not answer', () => {
  expect(stages.filter((stage) => !isOver(stage))).toEqual([
    ...['answered', 'unsorted', 'waiting', 'begun', 'reopened'],
    ...['review-check', 'review-closing', 'review-note', 'decided-check', 'decided-closing', 'decided-note'],
    'closed-duplicate',
  ]);
});
