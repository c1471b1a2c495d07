// Why somebody does not decide on this though they wrote none of it: whom to ask instead, and from when on they may; or that nobody
// does, because whoever put it forward lost the right since.
import type { NotForYou } from '../../core/let-in.ts';
import type { StaffId } from '../../core/rights.ts';
import type { View } from './view.ts';

type Props = {
  readonly view: View;
  readonly why: NotForYou;
  readonly nameOf: (id: StaffId) => string;
};

/** Nothing of one's own and of what one lacks the right for: pages say that in words of their own. */
export const NotForYouNote = ({ view, why, nameOf }: Props) => {
  if (why === 'own' || why === 'no-right') return null;
  if (why === 'without-right') return <p class="note note-warn">{view.t('decide.no.first-without-right')}</p>;
  const day = view.day(why.until);
  return (
    <p class="note note-warn">
      {why.ask.length === 0
        ? view.t('apart.wait', { day })
        : view.t('apart.ask', { names: why.ask.map(nameOf).join(', '), day })}
    </p>
  );
};
