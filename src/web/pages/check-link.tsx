// A check by its claim, in the language of the reader where there is one.
import { type CheckCard, textIn } from '../../core/check.ts';
import { checkPath } from './addresses.ts';
import type { View } from './view.ts';

export const CheckLink = ({ view, card }: { readonly view: View; readonly card: CheckCard | undefined }) => {
  if (card === undefined) return <>–</>;
  const { lang, text } = textIn(card.texts, view.lang);
  return (
    <a href={checkPath(view.lang, card.slug)} lang={lang === view.lang ? undefined : lang}>
      {text.claim}
    </a>
  );
};
