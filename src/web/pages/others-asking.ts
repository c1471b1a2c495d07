// How often the same was asked, in words only: an exact number, or any number under twenty, could single somebody out. Messages
// are counted, never people: nothing is kept by which one asker's second message could be told from somebody else's.
import type { View } from './view.ts';

/** Nothing for nobody, "a few" under twenty, "many" from twenty on. */
export const othersAsking = (view: View, others: number): string | null => {
  if (others <= 0) return null;
  return others < 20 ? view.t('others.few') : view.t('others.many');
};
