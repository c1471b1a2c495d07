// How many ask the same, in words only: an exact number, or any number under twenty, could single somebody out.
import type { View } from './view.ts';

/** Nothing for nobody, "a few" under twenty, "many" from twenty on. */
export const othersAsking = (view: View, others: number): string | null => {
  if (others <= 0) return null;
  return others < 20 ? view.t('others.few') : view.t('others.many');
};
