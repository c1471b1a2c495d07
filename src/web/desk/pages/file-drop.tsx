// Beside a plain field for a file: the same by paste and drop. Hidden until the script of the page is there.
import { largestFile } from '../../../desk/index.ts';
import type { View } from '../../pages/view.ts';

export const FileDrop = ({ view: { t } }: { readonly view: View }) => {
  const words = {
    attached: t('case.file.attached'),
    large: t('case.no.evidence-file-too-large'),
    one: t('case.file.one'),
    sending: t('case.file.sending'),
    stopped: t('case.file.stopped'),
    failed: t('case.file.failed'),
  };
  return (
    <div class="case-wide file-drop" data-file-drop={JSON.stringify({ words, largest: largestFile })} hidden>
      <p>
        <span>{t('case.file.invite')}</span>{' '}
        <button class="button button-quiet" type="button" data-choose>
          {t('case.file.choose')}
        </button>
      </p>
      <p data-chosen hidden>
        <strong data-name />
        <button class="button button-quiet" type="button" data-remove>
          {t('case.file.remove')}
        </button>
      </p>
      <progress data-bar max={1} value={0} aria-label={t('case.file.sending')} hidden />
      <p role="status" data-status />
    </div>
  );
};
