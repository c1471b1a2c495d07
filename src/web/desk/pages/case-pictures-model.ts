// What the page of a case's pictures is made from.
import type { Day } from '../../../base/clock.ts';
import type { CasePicture } from '../../../core/picture.ts';
import type { CaseHead, Member, RemovedFile } from '../../../desk/index.ts';
import type { AtDesk } from './at-desk.ts';

export type CasePicturesPage = AtDesk & {
  readonly page: 'desk-case-pictures';
  readonly head: CaseHead;
  readonly pictures: readonly CasePicture[];
  /** Those that were taken off and can be brought back now. */
  readonly removedFiles: readonly RemovedFile[];
  readonly team: readonly Member[];
  readonly today: Day;
  /** Whether whoever looks may change something here now. */
  readonly open: boolean;
  /** Why a form was not taken, of which picture (null: a new one), and what was typed. */
  readonly refused: {
    readonly file: string | null;
    readonly code: string;
    readonly field: string | null;
    readonly typed: Readonly<Record<string, string>>;
  } | null;
};
