import type { View } from '../../pages/view.ts';

type Props = {
  readonly view: View;
  /** Whether the browser makes a new one or shows one. */
  readonly does: 'create' | 'get';
  /** Where the script asks for the options. */
  readonly options: string;
  readonly label: string;
  /** Whether it is the one thing to do on its page. */
  readonly strong?: boolean;
};

/** Hidden until a script has seen that the browser can do it; the answer goes along with the form that it stands in. */
export const PasskeyButton = ({ view, does, options, label, strong = false }: Props) => (
  <div class="passkey" data-passkey={does} data-options={options} data-failed={view.t('passkey.failed')} hidden>
    <input type="hidden" name="passkey" disabled />
    <button class={strong ? 'button button-strong' : 'button button-quiet'} type="button">
      {label}
    </button>
    <p class="hint" role="status"></p>
  </div>
);
