// Choosing a colleague to hand a case to.
import { may } from '../../../core/rights.ts';
import type { Member } from '../../../desk/index.ts';

/** Those of the team who can work on a case, without `me`. */
export const handsFor = (team: readonly Member[], me: Member): readonly Member[] =>
  team.filter(({ id, state, role }) => state === 'active' && id !== me.id && may(role, 'case.work'));

type Props = {
  readonly label: string;
  readonly choose: string;
  readonly colleagues: readonly Member[];
  readonly required?: boolean;
};

export const Colleagues = ({ label, choose, colleagues, required }: Props) => (
  <label class="colleagues">
    <span class="visually-hidden">{label}</span>
    <select name="to" required={required}>
      <option value="">{choose}</option>
      {colleagues.map(({ id, name }) => (
        <option key={id} value={id}>
          {name}
        </option>
      ))}
    </select>
  </label>
);
