// The keys of the queue, for those who work by keyboard; the script shows them, and without it there are none.
import type { View } from '../../pages/view.ts';

const keys = ['move', 'open', 'take', 'later', 'choose', 'help'] as const;

export const QueueKeys = ({ view }: { readonly view: View }) => {
  const { t } = view;
  return (
    <>
      <p class="hint queue-keys-hint" data-keys-hint hidden>
        {t('queue.keys-hint')}
      </p>
      <dialog class="queue-keys" data-keys aria-labelledby="keys">
        <h2 id="keys">{t('queue.keys')}</h2>
        <ul>
          {keys.map((key) => (
            <li key={key}>{t(`queue.keys.${key}`)}</li>
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
