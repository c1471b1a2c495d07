// The asker's own message, given back with each part marked: checked, perhaps, waiting, or opinion.
import type { Span } from '../../base/span.ts';
import type { Outcome } from '../../core/tip.ts';
import { hasEnded } from './claim-work.tsx';
import { cut } from './marked-text.ts';
import type { ClaimView } from './model.ts';
import type { View } from './view.ts';

type Kind = Outcome | 'over' | 'opinion';
type Props = {
  readonly view: View;
  readonly message: string;
  readonly claims: readonly ClaimView[];
  readonly opinions: readonly Span[];
};

export const MarkedMessage = ({ view, message, claims, opinions }: Props) => {
  const parts: { span: Span; tag: { kind: Kind; n: number | null } }[] = [
    ...claims.map((claim, i) => ({
      span: claim.span,
      tag: { kind: hasEnded(claim) ? ('over' as const) : claim.outcome, n: i + 1 },
    })),
    ...opinions.map((span) => ({ span, tag: { kind: 'opinion' as const, n: null } })),
  ];
  const kinds = (['known', 'perhaps', 'new', 'over', 'opinion'] as const).filter((k) =>
    parts.some((p) => p.tag.kind === k),
  );
  return (
    <figure class="message">
      <figcaption class="eyebrow">{view.t('message.title')}</figcaption>
      <blockquote class="message-text" dir="auto">
        {cut(message, parts).map(({ text, at, tag }) =>
          tag === null ? text : <Part key={at} view={view} text={text} {...tag} />,
        )}
      </blockquote>
      <ul class="legend">
        {kinds.map((kind) => (
          <li key={kind}>
            <span class={`part part-${kind}`} aria-hidden="true">
              Aa
            </span>{' '}
            {view.t(`message.${kind}`)}
          </li>
        ))}
      </ul>
    </figure>
  );
};

const Part = ({
  view,
  text,
  kind,
  n,
}: {
  readonly view: View;
  readonly text: string;
  readonly kind: Kind;
  readonly n: number | null;
}) => (
  <span class={`part part-${kind}`}>
    {text}
    {n === null ? (
      <span class="visually-hidden"> ({view.t(`message.${kind}`)})</span>
    ) : (
      <a class="part-link" href={`#part-${n}`}>
        <span class="visually-hidden">{view.t(`message.${kind}`)}, </span>
        {n}
      </a>
    )}
  </span>
);
