// The rows of signing in, in tables and columns of our own naming. What is named nowhere here is not kept.
import { type SQL, sql } from 'drizzle-orm';
import type { SignInRow, SignInRows, SignInTable, SignInWhere } from '../desk/team-ports.ts';
import { writeAccountLetter } from './account-letters.ts';
import type { Database } from './database.ts';
import type { Enqueue } from './events.ts';

type Kept = { readonly table: string; readonly columns: Readonly<Record<string, string>> };

const times = { createdAt: 'created_at', updatedAt: 'updated_at' } as const;

const kept: Readonly<Record<SignInTable, Kept>> = {
  user: {
    table: 'staff',
    columns: {
      id: 'id',
      name: 'name',
      email: 'email',
      emailVerified: 'email_verified',
      twoFactorEnabled: 'two_factor',
      ...times,
    },
  },
  session: {
    table: 'sign_in_sessions',
    columns: { id: 'id', userId: 'staff_id', token: 'token', expiresAt: 'expires_at', ...times },
  },
  account: {
    table: 'sign_in_credentials',
    columns: {
      id: 'id',
      userId: 'staff_id',
      providerId: 'provider',
      accountId: 'subject',
      password: 'password',
      ...times,
    },
  },
  verification: {
    table: 'sign_in_challenges',
    columns: { id: 'id', identifier: 'name', value: 'value', expiresAt: 'expires_at', ...times },
  },
  twoFactor: {
    table: 'sign_in_second_factors',
    columns: {
      id: 'id',
      userId: 'staff_id',
      secret: 'secret',
      backupCodes: 'recovery_codes',
      verified: 'verified',
      failedVerificationCount: 'failures',
      lockedUntil: 'locked_until',
    },
  },
};

/** Fields of the library that this house does not keep. */
const droppedFields: ReadonlySet<string> = new Set([
  'ipAddress',
  'userAgent',
  'image',
  'accessToken',
  'refreshToken',
  'idToken',
  'accessTokenExpiresAt',
  'refreshTokenExpiresAt',
  'scope',
]);

export const signInRowsIn = (database: Database, enqueue: Enqueue): SignInRows => ({
  tell: (member, change, day) => database.atomically((tx) => writeAccountLetter(tx, member, change, day, enqueue)),

  insert: async (table, row) => {
    const fields = keptFields(table, row);
    const names = fields.map(([field]) => column(table, field));
    const values = fields.map(([, value]) => sql`${value}`);
    const [made] = await read(
      database,
      sql`
      insert into ${tableOf(table)} (${sql.join(names, sql`, `)}) values (${sql.join(values, sql`, `)})
      returning ${returned(table)}`,
    );
    return made ?? {};
  },

  find: (table, where, { limit, offset, sort }) =>
    read(
      database,
      sql`
      select ${returned(table)} from ${tableOf(table)} where ${conditions(table, where)}
      ${sort === null ? sql`` : sql`order by ${column(table, sort.field)} ${sort.direction === 'asc' ? sql`asc` : sql`desc`}`}
      limit ${limit} offset ${offset}`,
    ),

  count: async (table, where) => {
    const [found] = await database.all<{ n: number }>(sql`
      select count(*) as n from ${tableOf(table)} where ${conditions(table, where)}`);
    return found?.n ?? 0;
  },

  update: async (table, where, { set, add }, most) => {
    const changes = [
      ...keptFields(table, set).map(([field, value]) => sql`${column(table, field)} = ${value}`),
      ...Object.entries(add).map(
        ([field, by]) => sql`${column(table, field)} = coalesce(${column(table, field)}, 0) + ${by}`,
      ),
    ];
    if (changes.length === 0) return [];
    return read(
      database,
      sql`
      update ${tableOf(table)} set ${sql.join(changes, sql`, `)} where ${chosen(table, where, most)}
      returning ${returned(table)}`,
    );
  },

  remove: (table, where, most) =>
    read(
      database,
      sql`
      delete from ${tableOf(table)} where ${chosen(table, where, most)} returning ${returned(table)}`,
    ),

  proven: async (session) => {
    const [found] = await database.all<{ at: Date | null }>(
      sql`select proven_at as at from sign_in_sessions where id = ${session}`,
    );
    return found?.at === null || found?.at === undefined ? null : new Date(found.at);
  },

  prove: async (session, at) => {
    await database.all(sql`update sign_in_sessions set proven_at = ${at} where id = ${session}`);
  },

  endSession: async (member, session) =>
    (await database.all(sql`delete from sign_in_sessions where id = ${session} and staff_id = ${member} returning id`))
      .length > 0,

  tidy: async (at) => {
    await database.all(sql`delete from sign_in_sessions where expires_at < ${at}`);
    await database.all(sql`delete from sign_in_challenges where expires_at < ${at}`);
  },
});

const timed: ReadonlySet<string> = new Set(['createdAt', 'updatedAt', 'expiresAt', 'lockedUntil']);

/** Times arrive as text. */
const read = async (database: Database, statement: SQL): Promise<readonly SignInRow[]> =>
  (await database.all<SignInRow>(statement)).map((row) =>
    Object.fromEntries(
      Object.entries(row).map(([field, value]) => [
        field,
        timed.has(field) && typeof value === 'string' ? new Date(value) : value,
      ]),
    ),
  );

const tableOf = (table: SignInTable): SQL => sql.identifier(kept[table].table) as unknown as SQL;

/** The column of a field; a field that is neither kept nor dropped is one nobody has thought about, and stops here. */
const column = (table: SignInTable, field: string): SQL => {
  const name = kept[table].columns[field];
  if (name === undefined) throw new Error(`signing in does not keep ${table}.${field}`);
  return sql.identifier(name) as unknown as SQL;
};

const keptFields = (table: SignInTable, row: SignInRow): readonly (readonly [string, unknown])[] =>
  Object.entries(row).flatMap(([field, value]) => {
    if (value === undefined || (droppedFields.has(field) && kept[table].columns[field] === undefined)) return [];
    column(table, field);
    return [[field, value] as const];
  });

const returned = (table: SignInTable): SQL =>
  sql.join(
    Object.entries(kept[table].columns).map(
      ([field, name]) => sql`${sql.identifier(name)} as ${sql.identifier(field)}`,
    ),
    sql`, `,
  );

const comparisons: Readonly<Record<string, SQL>> = {
  eq: sql`=`,
  ne: sql`<>`,
  lt: sql`<`,
  lte: sql`<=`,
  gt: sql`>`,
  gte: sql`>=`,
};

const conditions = (table: SignInTable, where: SignInWhere): SQL => {
  if (where.length === 0) return sql`true`;
  const [first, ...others] = where.map((condition) => ({ ...condition, sql: compared(table, condition) }));
  return others.reduce(
    (all, { connector, sql: next }) => (connector === 'OR' ? sql`(${all} or ${next})` : sql`(${all} and ${next})`),
    first?.sql ?? sql`true`,
  );
};

const compared = (table: SignInTable, { field, operator, value }: SignInWhere[number]): SQL => {
  const name = column(table, field);
  if (operator === 'in') {
    const values = (value as readonly unknown[]).map((one) => sql`${one}`);
    return values.length === 0 ? sql`false` : sql`${name} in (${sql.join(values, sql`, `)})`;
  }
  if (value === null) return operator === 'ne' ? sql`${name} is not null` : sql`${name} is null`;
  const sign = comparisons[operator];
  if (sign === undefined) throw new Error(`signing in does not compare by ${operator}`);
  return sql`${name} ${sign} ${value}`;
};

/** At most so many of the matching rows; locked first, so that of two who come at once only one gets the row. */
const chosen = (table: SignInTable, where: SignInWhere, most: number | null): SQL =>
  most === null
    ? conditions(table, where)
    : sql`id in (select id from ${tableOf(table)} where ${conditions(table, where)} limit ${most} for update)`;
