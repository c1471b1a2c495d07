// Pages of the desk about requests to look again, and about people's own data.
import type { Day } from '../../../base/clock.ts';
import type { NotForYous } from '../../../core/let-in.ts';
import type { DeskAppeal } from '../../../desk/appeal-ports.ts';
import type { InTheWay } from '../../../desk/appeal-words.ts';
import type { DataRequest, RetentionReport } from '../../../desk/contact-ports.ts';
import type { ReadRequest } from '../../../desk/read-request.ts';
import type { AtDesk } from './at-desk.ts';

/** What was typed, in which form of the page; words by the name of their field. */
export type AppealForm = {
  readonly at: 'answer' | 'correct' | 'settle' | null;
  readonly outcome: string;
  readonly words: Readonly<Record<string, string>>;
};

/** What every page of the desk is handed. */
export type AppealPage =
  | (AtDesk & {
      readonly page: 'desk-appeals';
      /** Of words that wait, by their id, why they are not for whoever looks; absent: they may agree to them. */
      readonly not: NotForYous;
      readonly appeals: readonly DeskAppeal[];
      /** By id, of those who looked. */
      readonly names: Readonly<Record<string, string>>;
      /** Null where the reader does not hold the right. */
      readonly requests: readonly DataRequest[] | null;
      readonly retention: { readonly day: Day; readonly report: RetentionReport } | null;
    })
  | (AtDesk & {
      readonly page: 'desk-appeal';
      readonly appeal: DeskAppeal;
      /** Who answered it. */
      readonly answeredBy: string | null;
      /** Who put the answer forward that they agreed to; null where one answered alone, as was done once. */
      readonly agreedWith: string | null;
      readonly own: boolean;
      /** Why whoever looks does not answer it or write another wording, say that nothing changes, or agree to each that is proposed. */
      readonly inTheWay: {
        readonly writing: InTheWay | null;
        readonly settling: InTheWay | null;
        readonly agreeing: readonly (InTheWay | null)[];
      };
      /** By id, of those who are to be asked instead, of who put words forward, and of who looked. */
      readonly names: Readonly<Record<string, string>>;
      readonly languages: readonly string[];
      readonly filled: AppealForm;
      readonly refused: { readonly code: string; readonly field: string | null } | null;
    })
  | (AtDesk &
      ReadRequest & { readonly page: 'desk-data-request'; readonly reply: string; readonly refused: string | null });

export type AppealPageOf<N extends AppealPage['page']> = Extract<AppealPage, { page: N }>;
