// Pictures of a case: those that people asked with, and those that somebody of the team laid there or took from among them.
import { sql } from 'drizzle-orm';
import { dayOf } from '../base/clock.ts';
import type { Id } from '../base/ids.ts';
import type { CasePicture, PictureSays, PictureTold } from '../core/picture.ts';
import type { Pictures } from '../desk/picture-ports.ts';
import { onCase, tellHistory } from './case-deeds.ts';
import type { Database, Runner } from './database.ts';
import { keepRemoved } from './removed-files.ts';

const most = 30;

type Row = Omit<CasePicture, 'says'> & { readonly says: PictureSays | null };

/** Laid ones first, then the most asked. Of copies of one picture, what one says that has credentials goes before the others. */
export const picturesOfCase = async (on: Runner, of: Id): Promise<readonly CasePicture[]> => {
  const found = await on.all<Row>(sql`
    with asked as (
      select p.file, count(distinct p.tip_id)::int as asked,
        (array_agg(p.says order by p.says ->> 'credentials' = 'absent', p.says::text) filter (where p.says is not null))[1] as says
      from case_groups g join claims c on coalesce(c.group_id, c.id) = g.group_id
        join tip_claims t on t.claim_id = c.id join tip_pictures p on p.tip_id = t.tip_id
      where g.case_id = ${of} group by p.file),
    laid as (
      select file, says, jsonb_build_object('kind', kind, 'alt', alt, 'seenUrl', seen_url, 'seenOn', seen_on) as told
      from case_pictures where case_id = ${of})
    select f.file, f.width, f.height, coalesce(a.asked, 0) as asked, l.told, coalesce(l.says, a.says) as says
    from asked a full join laid l using (file) join pictures f using (file)
    order by l.file is null, a.asked desc nulls last, f.file limit ${most}`);
  return found.map(({ says, ...one }) => (says === null ? one : { ...one, says }));
};

/** What is done with the pictures of a case. */
export const onCasePictures = (
  database: Database,
): Pick<Pictures, 'layOnCase' | 'describeOnCase' | 'takeOffCase' | 'ofCase'> => ({
  ofCase: (id) => picturesOfCase(database, id),

  layOnCase: (deed, file, says) =>
    onCase(database, deed, 'gather', async (tx) => {
      const [full] = await tx.all(sql`
        select from case_pictures where case_id = ${deed.case} and file <> ${file} having count(*) >= ${most}`);
      if (full !== undefined) return 'pictures-too-many';
      const [laid] = await tx.all<{ fresh: boolean }>(sql`
        insert into case_pictures (case_id, file, says, hands, laid_on)
        select ${deed.case}, file, ${said(says)}::jsonb, array[${deed.by}::uuid], ${dayOf(deed.at)}::date from pictures where file = ${file}
        on conflict (case_id, file) do update set says = coalesce(case_pictures.says, excluded.says)
        returning xmax = 0 as fresh`);
      if (laid === undefined) return 'not-found';
      if (laid.fresh) await tellHistory(tx, deed, 'picture-laid', { file });
      return 'done';
    }),

  describeOnCase: (deed, file, told) =>
    onCase(database, deed, 'gather', async (tx) => {
      const there = (await picturesOfCase(tx, deed.case)).find((one) => one.file === file);
      if (there === undefined) return 'not-found';
      if (there.told !== null && same(there.told, told)) return 'done';
      await tx.all(sql`
        insert into case_pictures (case_id, file, kind, alt, seen_url, seen_on, says, hands, taken, laid_on)
        values (${deed.case}, ${file}, ${told.kind}, ${JSON.stringify(told.alt)}::jsonb, ${told.seenUrl}, ${told.seenOn},
          ${said(there.says ?? null)}::jsonb, array[${deed.by}::uuid], true, ${dayOf(deed.at)}::date)
        on conflict (case_id, file) do update set kind = excluded.kind, alt = excluded.alt, seen_url = excluded.seen_url,
          seen_on = excluded.seen_on, hands = array(select distinct unnest(case_pictures.hands || excluded.hands))`);
      await tellHistory(tx, deed, there.told === null ? 'picture-taken' : 'picture-described', { file });
      return 'done';
    }),

  takeOffCase: (deed, file) =>
    onCase(database, deed, 'gather', async (tx) => {
      const [gone] = await tx.all<{ kept: object }>(sql`
        delete from case_pictures p where case_id = ${deed.case} and file = ${file} returning to_jsonb(p) as kept`);
      if (gone === undefined) return 'not-found';
      await keepRemoved(tx, deed, { evidence: null, file, kept: gone.kept });
      await tellHistory(tx, deed, 'picture-removed', { file });
      return 'done';
    }),
});

const said = (says: PictureSays | null): string | null => (says === null ? null : JSON.stringify(says));

const same = (a: PictureTold, b: PictureTold): boolean =>
  a.kind === b.kind &&
  a.seenUrl === b.seenUrl &&
  a.seenOn === b.seenOn &&
  [...new Set([...Object.keys(a.alt), ...Object.keys(b.alt)])].every(
    (lang) => (a.alt[lang] ?? '') === (b.alt[lang] ?? ''),
  );
