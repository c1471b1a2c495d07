// Pictures of checks: what is shown of each, and what it is recognised by.
import { type SQL, sql } from 'drizzle-orm';
import type { Id } from '../base/ids.ts';
import type { CheckPicture, KnownPicture } from '../core/picture.ts';
import type { Pictures } from '../desk/picture-ports.ts';
import { onCasePictures } from './case-pictures.ts';
import { type Database, type Runner, rows } from './database.ts';
import { type Enqueue, tell, toldAt } from './events.ts';
import { layWith } from './left-files.ts';
import { handedIn } from './pictures-handed-in.ts';

export const picturesIn = (database: Database, enqueue: Enqueue): Pictures => ({
  ...onCasePictures(database),

  keep: ({ isGrey, ...picture }, lay) =>
    database.atomically(async (tx) => {
      await layWith(tx, lay);
      await tx.all(sql`
        insert into pictures (file, width, height, hash, quality, parts, letters, words, is_grey)
        select * from jsonb_to_recordset(${rows([{ ...picture, is_grey: isGrey }])})
          as t(file text, width int, height int, hash text, quality int, parts text[], letters int, words text, is_grey boolean)
        on conflict (file) do nothing`);
    }),

  putOnCheck: (check, pictures, at) =>
    database.atomically(async (tx) => {
      const [found] = await tx.all<{ ours: boolean }>(
        sql`select source_id is null as ours from checks where id = ${check} for update`,
      );
      if (found === undefined) return 'not-found';
      if (found.ours) return 'ours';
      if (!(await replacePictures(tx, [{ check, pictures }]))) return 'same';
      await tx.all(sql`update checks set changed_at = ${at} where id = ${check}`);
      await tell(tx, [toldAt({ type: 'check.changed', v: 1, data: { check } }, at)], enqueue);
      return 'changed';
    }),

  checkBy: async (text) => {
    const [found] = await database.all<{ id: Id; ours: boolean }>(sql`
      select id, source_id is null as ours from checks where id::text = ${text} or slug = ${text} or original_url = ${text}
      order by id limit 1`);
    return found;
  },

  isPublic: async (file) =>
    (await database.all(sql`select from check_pictures where file = ${file} limit 1`)).length > 0,

  isAtDesk: async (file) =>
    (
      await database.all(sql`
        select from check_pictures where file = ${file}
        union all select from tip_pictures p join tips t on t.id = p.tip_id where p.file = ${file} and t.triaged
        union all select from case_pictures where file = ${file}
        union all select from case_files_removed where file = ${file} and evidence_id is null
        union all ${handedIn(file)} limit 1`)
    ).length > 0,
});

/** Writes the pictures of checks anew; false where all stand as they stood. */
export const replacePictures = async (
  tx: Runner,
  given: readonly { readonly check: Id; readonly pictures: readonly CheckPicture[] }[],
): Promise<boolean> => {
  if (given.length === 0) return false;
  const wanted = given.flatMap(({ check, pictures }) =>
    pictures.map(({ file, kind, alt, seenUrl, seenOn, says = null }, position) => ({
      check_id: check,
      position,
      file,
      kind,
      alt,
      seen_url: seenUrl,
      seen_on: seenOn,
      says,
    })),
  );
  const ids = sql`(select jsonb_array_elements_text(${rows(given.map(({ check }) => check))})::uuid)`;
  const columns = sql`(check_id uuid, position int, file text, kind text, alt jsonb, seen_url text, seen_on date, says jsonb)`;
  const [standing] = await tx.all<{ same: boolean }>(sql`
    with wanted as (select * from jsonb_to_recordset(${rows(wanted)}) as t${columns}),
    there as (select check_id, position, file, kind, alt, seen_url, seen_on, says from check_pictures where check_id in ${ids})
    select not exists (select * from wanted except select * from there)
      and not exists (select * from there except select * from wanted) as same`);
  if (standing?.same === true) return false;
  await tx.all(sql`delete from check_pictures where check_id in ${ids}`);
  await tx.all(sql`
    insert into check_pictures (check_id, position, file, kind, alt, seen_url, seen_on, says)
    select * from jsonb_to_recordset(${rows(wanted)}) as t${columns}`);
  return true;
};

const shown = sql`'file', p.file, 'width', f.width, 'height', f.height, 'kind', p.kind, 'alt', p.alt,
  'seenUrl', p.seen_url, 'seenOn', p.seen_on`;
const looks = sql`'hash', f.hash, 'quality', f.quality, 'parts', f.parts, 'letters', f.letters, 'words', f.words, 'isGrey', f.is_grey`;

const picturesOf = (what: SQL): SQL => sql`
  (select coalesce(jsonb_agg(jsonb_build_object(${what})
     || case when p.says is null then '{}' else jsonb_build_object('says', p.says) end order by p.position), '[]')
   from check_pictures p join pictures f on f.file = p.file where p.check_id = c.id) as pictures`;

/** The pictures of a check `c`, as its page shows them. */
export const shownPictures = picturesOf(shown);
/** The same with what they are recognised by. */
export const knownPictures = picturesOf(sql`${shown}, ${looks}`);

/** What a check says of its pictures: nothing where there are none. */
export const withPictures = <T extends CheckPicture | KnownPicture>(
  pictures: readonly T[],
): { readonly pictures?: readonly T[] } => (pictures.length === 0 ? {} : { pictures });
