// What somebody sent, covered where its words hurt: nobody on the desk has to read them unasked.
import type { ComponentChildren } from 'preact';
import { type Harsh, harshIn } from '../../../core/harsh.ts';
import type { View } from '../../pages/view.ts';

type Props = {
  readonly view: View;
  readonly text: string;
  readonly label?: string;
  readonly children: ComponentChildren;
};

export const Veiled = ({ view, text, label, children }: Props): ComponentChildren => {
  const harsh = harshIn(text);
  if (harsh === null) return children;
  return (
    <details class="veiled">
      <summary>{label ?? veilWords(view, harsh)}</summary>
      {children}
    </details>
  );
};

/** What a covered text is called, so that one knows before opening it. */
export const veilWords = ({ t }: View, harsh: Harsh): string => t(`case.veiled.${harsh}`);
