// What the page that renames verdicts is made from.
import type { Id } from '../../../base/ids.ts';
import type { VerdictLabels } from '../../../core/verdict-labels.ts';
import type { AtDesk } from './at-desk.ts';
import type { DecideRefused } from './decide-model.ts';

export type LabelsPage = AtDesk & {
  readonly page: 'desk-labels';
  readonly inUse: VerdictLabels;
  /** The submission that waits. */
  readonly pending: Id | null;
  readonly typed: Readonly<Record<string, string>>;
  readonly refused: DecideRefused;
};

export type LabelsPageOf<Name extends LabelsPage['page']> = Extract<LabelsPage, { page: Name }>;
