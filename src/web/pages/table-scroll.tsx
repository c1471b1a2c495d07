// A table that may be wider than a phone: it scrolls by itself, also by keyboard.
import type { ComponentChildren } from 'preact';

export const TableScroll = ({ label, children }: { readonly label: string; readonly children: ComponentChildren }) => (
  // biome-ignore lint/a11y/useSemanticElements: a fieldset groups controls, and there are none here
  // biome-ignore lint/a11y/noNoninteractiveTabindex: whoever uses a keyboard must be able to scroll it
  <div class="table-scroll" role="group" tabIndex={0} aria-labelledby={label}>
    <table>{children}</table>
  </div>
);
