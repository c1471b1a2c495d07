import type { NotForYous } from '../../../core/let-in.ts';
import type { ToldRequest } from '../../../desk/outside-request-ports.ts';
import type { AtDesk } from './at-desk.ts';
import type { DecideRefused } from './decide-model.ts';

export type RequestsPage = AtDesk & {
  readonly page: 'desk-requests';
  /** What waits for a second person, the oldest first. */
  readonly waiting: readonly ToldRequest[];
  /** Public entries that a later one may name. */
  readonly firsts: readonly ToldRequest[];
  /** Why whoever reads this does not agree to an entry, by its id, though they did not write it. */
  readonly not: NotForYous;
  readonly names: Readonly<Record<string, string>>;
  readonly typed: Readonly<Record<string, string>>;
  readonly refused: DecideRefused;
};
