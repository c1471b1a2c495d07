// Puts the library's rows into our store. A session's token is kept as its hash alone.
import { createHash } from 'node:crypto';
import { type CleanedWhere, createAdapterFactory } from 'better-auth/adapters';
import type { SignInRow, SignInRows, SignInTable, SignInWhere } from '../../desk/index.ts';

export const rowsAdapter = (rows: SignInRows) =>
  createAdapterFactory({
    config: {
      adapterId: 'sangto',
      supportsJSON: false,
      supportsDates: true,
      supportsBooleans: true,
      supportsNumericIds: false,
      transaction: false,
    },
    adapter: () => ({
      create: async <T extends Record<string, unknown>>({ model, data }: { model: string; data: T }) => {
        const made = await rows.insert(table(model), hashed(model, data));
        return told(made, data.token) as T;
      },
      findOne: async <T>({ model, where }: Asked) => {
        const [found] = await rows.find(table(model), meant(model, where), { limit: 1, offset: 0, sort: null });
        return (found === undefined ? null : told(found, tokenIn(where))) as T | null;
      },
      findMany: async <T>({ model, where, limit, offset, sortBy }: AskedMany) =>
        (await rows.find(table(model), meant(model, where ?? []), {
          limit,
          offset: offset ?? 0,
          sort: sortBy ?? null,
        })) as unknown as T[],
      count: ({ model, where }: { model: string; where?: CleanedWhere[] | undefined }) =>
        rows.count(table(model), meant(model, where ?? [])),
      update: async <T>({ model, where, update }: Asked & { update: T }) => {
        const change = { set: hashed(model, update as SignInRow), add: {} };
        const [changed] = await rows.update(table(model), meant(model, where), change, 1);
        return (changed === undefined ? null : told(changed, tokenIn(where))) as T | null;
      },
      updateMany: async ({ model, where, update }: Asked & { update: SignInRow }) =>
        (await rows.update(table(model), meant(model, where), { set: hashed(model, update), add: {} }, null)).length,
      delete: async ({ model, where }: Asked) => {
        await rows.remove(table(model), meant(model, where), 1);
      },
      deleteMany: async ({ model, where }: Asked) =>
        (await rows.remove(table(model), meant(model, where), null)).length,
      consumeOne: async <T>({ model, where }: Asked) => {
        const [gone] = await rows.remove(table(model), meant(model, where), 1);
        return (gone ?? null) as T | null;
      },
      incrementOne: async <T>({ model, where, increment, set }: Counting) => {
        const change = { set: hashed(model, set ?? {}), add: increment };
        const [changed] = await rows.update(table(model), meant(model, where), change, 1);
        return (changed ?? null) as T | null;
      },
    }),
  });

type Asked = { model: string; where: CleanedWhere[] };
type AskedMany = {
  model: string;
  where?: CleanedWhere[] | undefined;
  limit: number;
  offset?: number | undefined;
  sortBy?: { field: string; direction: 'asc' | 'desc' } | undefined;
};
type Counting = Asked & { increment: Record<string, number>; set?: Record<string, unknown> | undefined };

const tables: readonly SignInTable[] = ['user', 'session', 'account', 'verification', 'twoFactor'];

const table = (model: string): SignInTable => {
  const found = tables.find((one) => one === model);
  if (found === undefined) throw new Error(`signing in has no table ${model}`);
  return found;
};

/** What is kept of a session's token: SHA-256, in hex. */
export const tokenHash = (token: string): string => createHash('sha256').update(token).digest('hex');

const hashed = (model: string, row: SignInRow): SignInRow =>
  model === 'session' && typeof row.token === 'string' ? { ...row, token: tokenHash(row.token) } : row;

const meant = (model: string, where: CleanedWhere[]): SignInWhere =>
  where.map(({ field, operator = 'eq', connector = 'AND', value }) => ({
    field,
    operator,
    connector,
    value: model === 'session' && field === 'token' ? asHash(value) : value,
  }));

const asHash = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(asHash);
  return typeof value === 'string' ? tokenHash(value) : value;
};

const tokenIn = (where: CleanedWhere[]): unknown => where.find(({ field }) => field === 'token')?.value;

/** The row as the library knows it: with the token that it asked by. */
const told = (row: SignInRow, token: unknown): SignInRow => (typeof token === 'string' ? { ...row, token } : row);
