// Sharing: the address in plain sight, and buttons where the browser can help.
import type { View } from './view.ts';

type Props = { readonly view: View; readonly url: string; readonly title: string; readonly hint?: string };

export const ShareBar = ({ view, url, title, hint }: Props) => (
  <div
    class="share"
    data-share={JSON.stringify({ url, title, copied: view.t('share.copied'), failed: view.t('share.failed') })}
  >
    <div class="share-buttons">
      <button class="button button-quiet" type="button" data-send hidden>
        {view.t('share.send')}
      </button>
      <button class="button button-quiet" type="button" data-copy hidden>
        {view.t('share.copy')}
      </button>
      <span class="share-status" role="status" />
    </div>
    {hint && <p class="hint">{hint}</p>}
    <p class="address">{url}</p>
  </div>
);
