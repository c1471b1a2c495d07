import type { View } from '../../pages/view.ts';
import type { Refused } from './team-model.ts';

/** Why a form was not taken, and what to do; read out at once. */
export const Refusal = ({ view, refused }: { readonly view: View; readonly refused: Refused }) =>
  refused === null ? null : (
    <p class="note note-warn" role="alert">
      {view.t(`team.refused.${refused.code}`)}
      {refused.wait !== null && ` ${view.t('team.refused.wait', { seconds: refused.wait })}`}
    </p>
  );
