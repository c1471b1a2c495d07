// Yes and no to an offered check: one per answer and check, counted without the message.
import { sql } from 'drizzle-orm';
import type { Feedback } from '../desk/world.ts';
import type { Database } from './database.ts';

export const feedbackIn = (database: Database): Feedback => ({
  give: async ({ answerId, check, agrees, day, oldest }) => {
    const [said] = await database.all<{ offered: number; given: number }>(sql`
      with offered as (
        select t.answer_id, t.day from tips t where t.answer_id = ${answerId} and exists (
          select from tip_claims c, jsonb_array_elements(c.answers) a where c.tip_id = t.id and a ->> 'check' = ${check})),
      given as (
        insert into feedback (answer_id, check_id, agrees, day)
        select answer_id, ${check}, ${agrees}, ${day} from offered where day >= ${oldest}
        on conflict (answer_id, check_id) do update set agrees = excluded.agrees, day = excluded.day
        returning answer_id)
      select (select count(*) from offered) as offered, (select count(*) from given) as given`);
    if (said === undefined || said.offered === 0) return 'unknown';
    return said.given === 0 ? 'late' : 'given';
  },
});
