// What people ask about their own data: sealed like a contact, with the days by which it is acknowledged and answered.
import { type SQL, sql } from 'drizzle-orm';
import type { Day } from '../base/clock.ts';
import type { Id } from '../base/ids.ts';
import type { DataRequest, DataRequests } from '../desk/contact-ports.ts';
import type { Database } from './database.ts';

export const dataRequestsIn = (database: Database): DataRequests => ({
  receive: (request, perDay) =>
    database.atomically(async (tx) => {
      const [before] =
        request.once === null
          ? []
          : await tx.all<{ id: Id }>(sql`select id from data_requests where once = ${request.once}`);
      if (before !== undefined) return { received: before.id };
      const [today] = await tx.all<{ n: number }>(
        sql`select count(*) as n from data_requests where received_on = ${request.receivedOn}`,
      );
      if ((today?.n ?? 0) >= perDay) return 'full';
      await tx.all(sql`
        insert into data_requests (id, kind, lang, lookup, once, key_day, sealed, received_on, acknowledge_by, answer_by)
        values (${request.id}, ${request.kind}, ${request.lang}, ${request.lookup}, ${request.once}, ${request.sealed.day},
          ${Buffer.from(request.sealed.sealed)}, ${request.receivedOn}, ${request.acknowledgeBy}, ${request.answerBy})`);
      return { received: request.id };
    }),

  followed: async (lookup) => (await requestsWhere(database, sql`lookup = ${lookup}`, 1))[0],
  request: async (id) => (await requestsWhere(database, sql`id = ${id}`, 1))[0],
  list: (limit) => requestsWhere(database, sql`true`, limit),

  acknowledge: async (id, by, day) =>
    (
      await database.all(sql`
        update data_requests set acknowledged_on = ${day}, handled_by = ${by}
        where id = ${id} and acknowledged_on is null returning id`)
    ).length > 0,

  reply: async (id, sealed, by, day) =>
    (
      await database.all(sql`
        update data_requests set sealed = ${Buffer.from(sealed.sealed)}, key_day = ${sealed.day}, answered_on = ${day},
          acknowledged_on = coalesce(acknowledged_on, ${day}), handled_by = ${by}
        where id = ${id} and answered_on is null and sealed is not null returning id`)
    ).length > 0,
});

type Row = Omit<DataRequest, 'sealed'> & { readonly day: Day | null; readonly bytes: Uint8Array | null };

const requestsWhere = async (database: Database, condition: SQL, limit: number): Promise<readonly DataRequest[]> =>
  (
    await database.all<Row>(sql`
      select id, kind, lang, received_on as "receivedOn", acknowledge_by as "acknowledgeBy", answer_by as "answerBy",
        acknowledged_on as "acknowledgedOn", answered_on as "answeredOn", key_day as day, sealed as bytes
      from data_requests where ${condition}
      order by answered_on is not null, case when acknowledged_on is null then acknowledge_by else answer_by end, id limit ${limit}`)
  ).map(({ day, bytes, ...request }) => ({
    ...request,
    sealed: day === null || bytes === null ? null : { id: request.id, day, sealed: bytes },
  }));
