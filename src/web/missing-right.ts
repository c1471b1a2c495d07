// What somebody lacks, and who has it, in the words of the page on which rights are chosen.
import { type Right, rolesWith } from '../core/rights.ts';
import { dashed } from './desk/pages/dashed.ts';
import type { translate } from './locale.ts';

/** `detail` and `next` of a refusal for want of a right. */
export const missingRight = (
  t: ReturnType<typeof translate>,
  right: Right,
): { readonly detail: string; readonly next: string } => {
  const roles = rolesWith(right)
    .map((role) => t(`role.${role}`))
    .join(', ');
  return {
    detail: t('problem.forbidden.right', { right: t(`tokens.right.${dashed(right)}`), roles }),
    next: t('problem.forbidden.ask'),
  };
};
