// What somebody sent, covered where its words hurt: nobody on the desk has to read them unasked.
import type { ComponentChildren } from 'preact';
import { type Harsh, harshIn } from '../../core/harsh.ts';
import type { View } from './view.ts';

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

/** What stands for a text in a link, a name or a heading: the text, or what it is covered as, told apart by a number. */
export const namedFor = (view: View, text: string, number: number | null = null): string => {
  const harsh = harshIn(text);
  if (harsh === null) return text;
  return number === null ? veilWords(view, harsh) : `${veilWords(view, harsh)} (#${number})`;
};

/** Beside such a name: the text itself, to be opened; nothing where it is not covered. */
export const Uncovered = ({
  view,
  text,
  lang,
}: {
  readonly view: View;
  readonly text: string;
  readonly lang?: string;
}) =>
  harshIn(text) === null ? null : (
    <Veiled view={view} text={text} label={view.t('case.veiled.open')}>
      <p class="case-title" lang={lang}>
        {text}
      </p>
    </Veiled>
  );
