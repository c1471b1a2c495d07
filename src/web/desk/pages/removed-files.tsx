// Pictures and files that somebody took off a case a moment ago: who, until when they can be brought back, and the way to it.
import { restorableUntil } from '../../../core/evidence.ts';
import type { Member, RemovedFile } from '../../../desk/index.ts';
import type { View } from '../../pages/view.ts';
import { momentOf } from './reviews-page.tsx';

type Props = {
  readonly view: View;
  readonly files: readonly RemovedFile[];
  readonly team: readonly Member[];
  /** Where the page of the case is. */
  readonly at: string;
  /** Whether whoever looks may bring something back now. */
  readonly open: boolean;
};

export const RemovedFiles = ({ view, files, team, at, open }: Props) =>
  files.length === 0 ? null : (
    <ul class="case-removed-files">
      {files.map((one) => (
        <li key={one.file + (one.evidence ?? '')} class="note">
          <p>
            {view.t(one.evidence === null ? 'case.removed.picture-by' : 'case.removed.file-by', {
              name: team.find(({ id }) => id === one.removedBy)?.name ?? '–',
              file: one.name ?? '',
              time: momentOf(restorableUntil(one.removedAt)),
            })}
          </p>
          {open && (
            <form
              method="post"
              action={
                one.evidence === null
                  ? `${at}/pictures/${one.file}/restore`
                  : `${at}/evidence/${one.evidence}/file/restore`
              }
            >
              <button class="button button-quiet" type="submit">
                {view.t('case.undo')}
              </button>
            </form>
          )}
        </li>
      ))}
    </ul>
  );
