// Pictures that were brought in on the web and wait for a second person.
import { sql } from 'drizzle-orm';
import type { Id } from '../base/ids.ts';
import type { CheckPicture } from '../core/picture.ts';
import type { HeldPicture, Imports } from '../desk/source-ports.ts';
import { type Database, type Runner, rows } from './database.ts';
import { type Enqueue, tell, toldAt } from './events.ts';
import { noteIn } from './import-notes.ts';

type Row = Pick<HeldPicture, 'check' | 'slug' | 'titles'> &
  Pick<CheckPicture, 'file' | 'width' | 'height'> & { readonly told: Omit<CheckPicture, 'file' | 'width' | 'height'> };

const heldOf = async (on: Runner, run: Id): Promise<readonly HeldPicture[]> => {
  const found = await on.all<Row>(sql`
    select p.check_id as "check", c.slug, p.file, f.width, f.height, p.picture as told,
      (select coalesce(jsonb_object_agg(v.lang, v.title), '{}') from check_versions v where v.check_id = c.id and v.current) as titles
    from import_pictures p join pictures f on f.file = p.file join checks c on c.id = p.check_id
    where p.run_id = ${run} order by p.n`);
  return found.map(({ told, check, slug, titles, ...shown }) => ({
    ...{ check, slug, titles },
    picture: { ...shown, ...told },
  }));
};

export const importPicturesIn = (database: Database, enqueue: Enqueue): Imports['pictures'] => ({
  hold: (run, counts, refused, items) =>
    database.atomically(async (tx) => {
      await noteIn(tx, run, counts, refused);
      const wanted = items.map(({ check, picture: { file, width: _w, height: _h, ...told } }) => ({
        check_id: check,
        file,
        picture: told,
      }));
      await tx.all(sql`
        insert into import_pictures (run_id, check_id, file, picture)
        select ${run}::uuid, t.check_id, t.file, t.picture
        from jsonb_to_recordset(${rows(wanted)}) as t(check_id uuid, file text, picture jsonb)`);
    }),

  held: (run) => heldOf(database, run),

  isHeld: async (file) =>
    (await database.all(sql`select from import_pictures where file = ${file} limit 1`)).length > 0,

  letIn: async () => {
    const [next] = await database.all<{ run: Id }>(sql`
      select r.id as run from import_runs r where r.decision = 'released'
        and exists (select from import_pictures p where p.run_id = r.id) order by r.decided_at, r.id limit 1`);
    return next && { run: next.run, items: await heldOf(database, next.run) };
  },

  tookIn: (run, { changed, unchanged, declined }, at) =>
    database.atomically(async (tx) => {
      const gone = await tx.all(sql`delete from import_pictures where run_id = ${run} returning n`);
      if (gone.length === 0) return;
      await tx.all(sql`
        update import_runs set changed = changed + ${changed}, unchanged = unchanged + ${unchanged},
          declined = declined + ${declined}, waiting = waiting - ${changed + unchanged + declined} where id = ${run}`);
      await tell(tx, [toldAt({ type: 'import.finished', v: 1, data: { run } }, at)], enqueue);
    }),
});
