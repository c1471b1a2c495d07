// Ways of looking at the queue that people of the team keep for themselves.
import { sql } from 'drizzle-orm';
import type { CaseQueue, SavedView } from '../desk/case-ports.ts';
import type { Database } from './database.ts';

const mostViews = 20;

export const savedViewsIn = (database: Database): Pick<CaseQueue, 'views' | 'keepView' | 'dropView'> => ({
  views: (of) =>
    database.all<SavedView>(sql`select id, name, query from saved_views where staff_id = ${of} order by name, id`),

  keepView: async (of, { id, name, query }) => {
    const kept = await database.all(sql`
      insert into saved_views (id, staff_id, name, query)
      select ${id}::uuid, ${of}::uuid, ${name}::text, ${query}::text
      where (select count(*) from saved_views where staff_id = ${of} and name <> ${name}) < ${mostViews}
      on conflict (staff_id, name) do update set query = excluded.query returning id`);
    return kept.length > 0;
  },

  dropView: async (of, view) =>
    (await database.all(sql`delete from saved_views where id = ${view} and staff_id = ${of} returning id`)).length > 0,
});
