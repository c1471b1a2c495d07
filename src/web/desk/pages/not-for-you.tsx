// Beside what waits for a second person: why whoever reads the list is not that person.
import type { Id } from '../../../base/ids.ts';
import type { NotForYous } from '../../../core/let-in.ts';
import type { View } from '../../pages/view.ts';

type Props = { readonly view: View; readonly not: NotForYous; readonly id: Id };

export const NotForYouTag = ({ view, not, id }: Props) => {
  const why = not.get(id);
  if (why === undefined) return null;
  if (why === 'own') return <span>{view.t('decide.wording.own')}</span>;
  if (typeof why === 'string') return <span>{view.t(`decide.not-for-you.${why}`)}</span>;
  return <span>{view.t('decide.not-for-you.apart', { day: view.day(why.until) })}</span>;
};
