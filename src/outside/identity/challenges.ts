// What a machine is asked to sign: kept for five minutes, for one purpose and one session or browser, and answered once.
import { createHash } from 'node:crypto';
import type { Clock } from '../../base/clock.ts';
import type { NewId } from '../../base/ids.ts';
import type { SignInRows } from '../../desk/index.ts';

const goodMs = 5 * 60_000;

type Parts = { readonly rows: SignInRows; readonly newId: NewId; readonly now: Clock };

export const challengesIn = ({ rows, newId, now }: Parts) => {
  const named = (purpose: string, bound: string) => {
    const hash = createHash('sha256').update(bound).digest('hex');
    return [{ field: 'identifier', operator: 'eq', connector: 'AND', value: `passkey ${purpose} ${hash}` }] as const;
  };
  return {
    /** Keeps a challenge in place of an earlier one for the same. */
    keep: async (purpose: string, bound: string, challenge: string): Promise<void> => {
      const name = named(purpose, bound);
      const at = now();
      await rows.remove('verification', name, null);
      await rows.insert('verification', {
        id: newId(),
        identifier: name[0].value,
        value: challenge,
        expiresAt: new Date(at.getTime() + goodMs),
        createdAt: at,
        updatedAt: at,
      });
    },
    /** Takes it away, whatever becomes of the answer; undefined when there is none, or it is too old. */
    take: async (purpose: string, bound: string): Promise<string | undefined> => {
      const [taken] = await rows.remove('verification', named(purpose, bound), 1);
      const good = taken !== undefined && (taken.expiresAt as Date) > now();
      return good && typeof taken.value === 'string' ? taken.value : undefined;
    },
  };
};
