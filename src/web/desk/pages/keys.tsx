// The keys of a page, for those who work by keyboard; the script shows them, and without it there are none.
import type { View } from '../../pages/view.ts';

const ofQueue = ['move', 'open', 'take', 'later', 'choose', 'help'] as const;
const ofCase = ['move', 'evidence', 'draft', 'remark', 'task', 'take', 'checklist', 'queue', 'help'] as const;

export const QueueKeys = ({ view }: { readonly view: View }) => (
  <Keys view={view} lines={ofQueue.map((key) => view.t(`queue.keys.${key}`))} />
);

export const CaseKeys = ({ view }: { readonly view: View }) => (
  <Keys view={view} lines={ofCase.map((key) => view.t(`case.keys.${key}`))} />
);

const Keys = ({ view, lines }: { readonly view: View; readonly lines: readonly string[] }) => {
  const { t } = view;
  return (
    <>
      <p class="hint queue-keys-hint" data-keys-hint hidden>
        {t('queue.keys-hint')}
      </p>
      <dialog class="queue-keys" data-keys aria-labelledby="keys">
        <h2 id="keys">{t('queue.keys')}</h2>
        <ul>
          {lines.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
        <form method="dialog">
          <button class="button button-quiet" type="submit">
            {t('queue.keys.close')}
          </button>
        </form>
      </dialog>
    </>
  );
};
