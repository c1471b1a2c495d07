// Links that stand for a password, once, within a quarter of an hour. Kept as a hash beside whose they are.
import { createHash } from 'node:crypto';
import type { Clock } from '../../base/clock.ts';
import { type NewId, parseId } from '../../base/ids.ts';
import { ok, refuse } from '../../base/result.ts';
import type { SignInLinks, SignInRows, Team } from '../../desk/index.ts';
import type { Auth } from './auth.ts';

const goodMs = 15 * 60_000;

type Parts = {
  readonly rows: SignInRows;
  readonly team: Pick<Team, 'member'>;
  readonly newId: NewId;
  readonly now: Clock;
  readonly auth: Auth;
};

export const linksWith = ({ rows, team, newId, now, auth }: Parts): SignInLinks => ({
  keep: async (email, code) => {
    const [user] = await rows.find('user', where('email', email), { limit: 1, offset: 0, sort: null });
    const id = parseId(String(user?.id ?? ''));
    const member = id && (await team.member(id));
    // Without a second step a mailbox alone would open the desk.
    if (member?.state !== 'active' || !member.twoFactor) return undefined;
    const at = now();
    await rows.insert('verification', {
      id: newId(),
      identifier: named(code),
      value: `link ${member.id}`,
      expiresAt: new Date(at.getTime() + goodMs),
      createdAt: at,
      updatedAt: at,
    });
    return member;
  },

  use: async (code) => {
    const [taken] = await rows.remove('verification', where('identifier', named(code)), 1);
    if (taken === undefined || (taken.expiresAt as Date) <= now()) return refuse('sign-in-over');
    const id = parseId(String(taken.value).slice('link '.length));
    const member = id && (await team.member(id));
    if (member?.state !== 'active' || !member.twoFactor) return refuse('sign-in-over');
    // The others that were sent meanwhile have done their work.
    await rows.remove('verification', where('value', taken.value), null);
    const body = { staff: member.id };
    const { headers, response } = await auth.api.signInByLink({ body, headers: new Headers(), returnHeaders: true });
    if (!('twoFactorRedirect' in response)) throw new Error('a link opened the door without the second step');
    return ok(headers.getSetCookie());
  },
});

const named = (code: string): string => `link ${createHash('sha256').update(code).digest('hex')}`;

const where = (field: string, value: unknown) => [{ field, operator: 'eq', connector: 'AND', value }] as const;
