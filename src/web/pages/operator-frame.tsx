// Around the operator's pages: the row of the desk for whoever works there, too, and nothing where the printed link alone let them in.
import type { ComponentChildren } from 'preact';
import type { Present } from '../desk/pages/at-desk.ts';
import { DeskFrame } from '../desk/pages/desk-frame.tsx';
import type { View } from './view.ts';

type Props = { readonly view: View; readonly desk: Present | null; readonly children: ComponentChildren };

export const OperatorFrame = ({ view, desk, children }: Props) => {
  const page = <div class="operator">{children}</div>;
  return desk === null ? (
    page
  ) : (
    <DeskFrame view={view} member={desk} at="operator">
      {page}
    </DeskFrame>
  );
};
