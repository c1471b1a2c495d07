import type { View } from '../../pages/view.ts';

/** Six digits from the app; a phone shows its number keys and offers the code. */
export const CodeField = ({ view, wrong }: { readonly view: View; readonly wrong: boolean }) => (
  <label>
    {view.t('code.app.field')}
    <input
      class="code"
      type="text"
      name="code"
      inputMode="numeric"
      autocomplete="one-time-code"
      pattern="[0-9 ]{6,7}"
      maxLength={7}
      required
      aria-invalid={wrong || undefined}
    />
  </label>
);
