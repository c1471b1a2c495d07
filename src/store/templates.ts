// The team's own texts of templates: proposed by one, agreed to by another, appended, one of each in use.
import { type SQL, sql } from 'drizzle-orm';
import type { TemplateText } from '../core/template.ts';
import type { ChangedTemplate, TemplateProposal, Templates } from '../desk/template-ports.ts';
import type { Database } from './database.ts';
import { type Enqueue, tell, toldAt } from './events.ts';

/** Decided ones are shown this many back. */
const shownDecided = 60;

export const templatesIn = (database: Database, enqueue: Enqueue): Templates => ({
  current: () =>
    database.all<TemplateText>(sql`
      select key, lang, n, text, changed_on as "changedOn" from templates where current order by key, lang`),

  history: (key) =>
    database.all<ChangedTemplate>(sql`
      select key, lang, n, text, changed_on as "changedOn", changed_by as "changedBy", approved_by as "approvedBy"
      from templates where ${key}::text is null or key = ${key} order by key, lang, n desc`),

  proposals: () =>
    database.all<TemplateProposal>(sql`
      (${proposed} where state = 'waiting')
      union all
      (${proposed} where state <> 'waiting' order by decided_on desc, proposed_on desc, id limit ${shownDecided})`),

  proposal: async (id) => (await database.all<TemplateProposal>(sql`${proposed} where id = ${id}`))[0],

  propose: ({ id, key, lang, text, base, proposedBy, proposedOn }) =>
    database
      .atomically(async (tx) => {
        await tx.all(sql`
        update template_proposals set state = 'withdrawn', decided_by = proposed_by, decided_on = ${proposedOn}
        where key = ${key} and lang = ${lang} and state = 'waiting' and proposed_by = ${proposedBy}`);
        // Whoever was slower finds the place taken.
        const made = await tx.all(sql`
        insert into template_proposals (id, key, lang, base, text, proposed_by, proposed_on)
        select ${id}, ${key}, ${lang}, ${base}, ${text}, ${proposedBy}, ${proposedOn}
        on conflict (key, lang) where state = 'waiting' do nothing returning id`);
        if (made.length === 0) return 'template-waiting';
        const [used] = await tx.all<{ n: number }>(sql`
        select coalesce(max(n), 0) as n from templates where key = ${key} and lang = ${lang}`);
        if (used?.n === base) return 'done';
        // Nothing of a text over another base may stay behind, nor may one's own waiting text be lost to it.
        throw new WrittenOverAnother();
      })
      .catch((error: unknown) => {
        if (error instanceof WrittenOverAnother) return 'template-changed';
        throw error;
      }),

  decide: ({ id, decision, reason, by, on }, at) =>
    database.atomically(async (tx) => {
      const [decided] = await tx.all<Pick<TemplateProposal, 'key' | 'lang' | 'base'>>(sql`
        update template_proposals set state = ${decision}, decided_by = ${by}, decided_on = ${on}, reason = ${reason}
        where id = ${id} and state = 'waiting' returning key, lang, base`);
      if (decided === undefined) return false;
      if (decision !== 'approved') return true;
      const { key, lang, base } = decided;
      await tx.all(sql`update templates set current = false where key = ${key} and lang = ${lang} and current`);
      await tx.all(sql`
        insert into templates (key, lang, n, text, current, changed_by, changed_on, approved_by, proposal_id)
        select key, lang, base + 1, text, true, proposed_by, decided_on, decided_by, id
        from template_proposals where id = ${id}`);
      await tell(tx, [toldAt({ type: 'template.changed', v: 1, data: { key, lang, n: base + 1 } }, at)], enqueue);
      return true;
    }),
});

class WrittenOverAnother extends Error {}

const proposed: SQL = sql`
  select id, key, lang, base, text, proposed_by as "proposedBy", proposed_on as "proposedOn", state,
    decided_by as "decidedBy", decided_on as "decidedOn", reason from template_proposals`;
