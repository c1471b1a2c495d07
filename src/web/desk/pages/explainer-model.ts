// What the desk's pages of explainers are made from.
import type { Id } from '../../../base/ids.ts';
import type { PublicExplainer } from '../../../core/explainer.ts';
import type { ExplainerLine } from '../../../desk/index.ts';
import type { AtDesk } from './at-desk.ts';
import type { DecideRefused } from './decide-model.ts';

export type ExplainerPage = AtDesk &
  (
    | { readonly page: 'desk-explainers'; readonly lines: readonly ExplainerLine[] }
    | {
        readonly page: 'desk-explainer';
        /** What is public; null while one is being written. */
        readonly before: PublicExplainer | null;
        /** Slugs of the checks it is attached to. */
        readonly attached: readonly string[];
        /** The submission that waits on it. */
        readonly pending: Id | null;
        readonly typed: Readonly<Record<string, string>>;
        readonly refused: DecideRefused;
      }
    | {
        readonly page: 'desk-explainer-withdraw';
        readonly before: PublicExplainer;
        readonly pending: Id | null;
        readonly typed: Readonly<Record<string, string>>;
        readonly refused: DecideRefused;
      }
  );

export type ExplainerPageOf<Name extends ExplainerPage['page']> = Extract<ExplainerPage, { page: Name }>;
