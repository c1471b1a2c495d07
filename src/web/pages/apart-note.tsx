// Why somebody does not decide on this though they wrote none of it: whom to ask instead, and from when on they may; or that nobody
// does, because whoever put it forward lost the right since.
import type { Apart } from '../../core/let-in.ts';
import type { StaffId } from '../../core/rights.ts';
import type { View } from './view.ts';

type Props = {
  readonly view: View;
  readonly apart: Apart;
  readonly nameOf: (id: StaffId) => string;
};

export const ApartNote = ({ view, apart, nameOf }: Props) => {
  if (apart.until === null) return <p class="note note-warn">{view.t('decide.no.first-without-right')}</p>;
  const day = view.day(apart.until);
  return (
    <p class="note note-warn">
      {apart.ask.length === 0
        ? view.t('apart.wait', { day })
        : view.t('apart.ask', { names: apart.ask.map(nameOf).join(', '), day })}
    </p>
  );
};
