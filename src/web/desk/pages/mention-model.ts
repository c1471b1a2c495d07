// What the page of mentions is made from.
import type { Member, Mention } from '../../../desk/index.ts';
import type { AtDesk } from './at-desk.ts';

export type MentionPage = AtDesk & {
  readonly page: 'desk-mentions';
  readonly mentions: readonly Mention[];
  readonly team: readonly Member[];
};
