// What went and what came, word by word: struck and underlined, and told to whoever hears the page.
import type { DiffPart } from '../../core/word-diff.ts';
import type { View } from './view.ts';

export const Differences = ({ view, parts }: { readonly view: View; readonly parts: readonly DiffPart[] }) => (
  <>
    {parts.map((part, i) => {
      const key = `${i} ${part.in}`;
      if (part.in === 'both') return <span key={key}>{part.text}</span>;
      return part.in === 'before' ? (
        <del key={key}>
          <span class="visually-hidden">{view.t('diff.gone')} </span>
          {part.text}
        </del>
      ) : (
        <ins key={key}>
          <span class="visually-hidden">{view.t('diff.come')} </span>
          {part.text}
        </ins>
      );
    })}
  </>
);
