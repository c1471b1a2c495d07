// Webhooks and what they are told. Deliveries are made by the database itself, with the event (migration 0008).
import { type SQL, sql } from 'drizzle-orm';
import type { Id } from '../base/ids.ts';
import { hookTest } from '../core/webhook.ts';
import type { Delivery, DueDelivery, Webhook, Webhooks } from '../desk/webhook-ports.ts';
import { type Database, rows } from './database.ts';
import type { Enqueue } from './events.ts';

export const webhooksIn = (database: Database, enqueue: Enqueue): Webhooks => ({
  list: () => hooksWhere(database, sql`true`),
  webhook: async (id) => (await hooksWhere(database, sql`w.id = ${id}`))[0],

  add: async ({ id, url, events, madeOn, madeBy }, most) =>
    (
      await database.all(sql`
        insert into webhooks (id, url, events, made_by, made_on)
        select ${id}, ${url}, array(select jsonb_array_elements_text(${rows(events)})), ${madeBy}, ${madeOn}
        where (select count(*) from webhooks) < ${most} returning id`)
    ).length > 0,

  pause: (id, paused) => changed(database, sql`update webhooks set active = ${!paused} where id = ${id} returning id`),
  renewSecret: (id) =>
    changed(database, sql`update webhooks set secret_n = secret_n + 1 where id = ${id} returning id`),
  remove: (id) => changed(database, sql`delete from webhooks where id = ${id} returning id`),

  deliveries: async (hook, limit) =>
    (
      await database.all<Timed<Delivery>>(sql`
        select id, type, happened_at as "happenedAt", state, tries, status, problem, tried_at as "triedAt", next_at as "nextAt"
        from webhook_deliveries where webhook_id = ${hook} order by happened_at desc, id limit ${limit}`)
    ).map((row) => ({
      ...row,
      happenedAt: new Date(row.happenedAt),
      triedAt: row.triedAt === null ? null : new Date(row.triedAt),
      nextAt: row.nextAt === null ? null : new Date(row.nextAt),
    })),

  replay: (hook, delivery, at) =>
    database.atomically(async (tx) => {
      const again = await tx.all(sql`
        update webhook_deliveries set state = 'waiting', tries = 0, next_at = ${at.toISOString()}
        where id = ${delivery} and webhook_id = ${hook} and state <> 'waiting' returning id`);
      if (again.length === 0) return false;
      await enqueue(tx, 'send-webhooks');
      return true;
    }),

  test: (hook, delivery, at) =>
    database.atomically(async (tx) => {
      const made = await tx.all(sql`
        insert into webhook_deliveries (id, webhook_id, type, data, happened_at, next_at)
        select ${delivery}, id, ${hookTest}, '{}', ${at.toISOString()}, ${at.toISOString()} from webhooks where id = ${hook}
        returning id`);
      if (made.length === 0) return false;
      await enqueue(tx, 'send-webhooks');
      return true;
    }),

  take: async (at, limit, leaseSeconds) =>
    (
      await database.all<Timed<DueDelivery>>(sql`
        update webhook_deliveries d set next_at = ${at.toISOString()}::timestamptz + make_interval(secs => ${leaseSeconds})
        from webhooks w where w.id = d.webhook_id and d.id in (
          select id from webhook_deliveries where state = 'waiting' and next_at <= ${at.toISOString()}
          order by next_at limit ${limit} for update skip locked)
        returning d.id, d.type, d.data, d.happened_at as "happenedAt", d.tries, w.id as hook, w.url, w.secret_n as "secretN"`)
    ).map((row) => ({ ...row, happenedAt: new Date(row.happenedAt) })),

  tried: async (delivery, { state, status, problem, nextAt }, at) => {
    await database.all(sql`
      update webhook_deliveries set state = ${state}, status = ${status}, problem = ${problem},
        next_at = ${nextAt?.toISOString() ?? null}, tries = tries + 1, tried_at = ${at.toISOString()}
      where id = ${delivery}`);
  },

  forget: async (before) =>
    (
      await database.all<{ id: Id }>(sql`
        delete from webhook_deliveries where happened_at < ${before.toISOString()} returning id`)
    ).length,
});

/** Times as they come from the driver. */
type Timed<T> = {
  readonly [K in keyof T]: T[K] extends Date ? Date | string : T[K] extends Date | null ? Date | string | null : T[K];
};

const hooksWhere = (database: Database, wanted: SQL): Promise<readonly Webhook[]> =>
  database.all<Webhook>(sql`
    select w.id, w.url, w.events, w.secret_n as "secretN", w.active, w.made_on as "madeOn",
      count(*) filter (where d.state = 'waiting')::int as waiting, count(*) filter (where d.state = 'failed')::int as failed
    from webhooks w left join webhook_deliveries d on d.webhook_id = w.id where ${wanted}
    group by w.id order by w.made_on, w.id`);

const changed = async (database: Database, statement: SQL): Promise<boolean> =>
  (await database.all(statement)).length > 0;
