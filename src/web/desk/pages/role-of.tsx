// What somebody is in the team, beside their name: names are chosen, roles are given.
import type { StaffId } from '../../../core/rights.ts';
import type { Member } from '../../../desk/index.ts';
import type { View } from '../../pages/view.ts';

type Props = { readonly view: View; readonly team: readonly Member[]; readonly id: StaffId | null };

/** Nothing where nobody is known by this id. */
export const RoleOf = ({ view, team, id }: Props) => {
  const found = team.find((member) => member.id === id);
  return found === undefined ? null : <span>{view.t(`role.${found.role}`)}</span>;
};
