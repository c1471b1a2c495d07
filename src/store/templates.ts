// The team's own texts of templates: appended, one of each in use.
import { sql } from 'drizzle-orm';
import type { TemplateText } from '../core/template.ts';
import type { ChangedTemplate, Templates } from '../desk/template-ports.ts';
import type { Database } from './database.ts';
import { type Enqueue, tell, toldAt } from './events.ts';

export const templatesIn = (database: Database, enqueue: Enqueue): Templates => ({
  current: () =>
    database.all<TemplateText>(sql`
      select key, lang, n, text, changed_on as "changedOn" from templates where current order by key, lang`),

  history: (key) =>
    database.all<ChangedTemplate>(sql`
      select key, lang, n, text, changed_on as "changedOn", changed_by as "changedBy" from templates
      where ${key}::text is null or key = ${key} order by key, lang, n desc`),

  change: ({ key, lang, text, base, changedBy, on }, at) =>
    database.atomically(async (tx) => {
      await tx.all(sql`
        update templates set current = false where key = ${key} and lang = ${lang} and current and n = ${base}`);
      // Whoever was slower finds the number taken.
      const made = await tx.all(sql`
        insert into templates (key, lang, n, text, current, changed_by, changed_on)
        select ${key}, ${lang}, ${base + 1}, ${text}, true, ${changedBy}, ${on}
        where not exists (select from templates where key = ${key} and lang = ${lang} and n > ${base})
        on conflict do nothing returning n`);
      if (made.length === 0) return false;
      await tell(tx, [toldAt({ type: 'template.changed', v: 1, data: { key, lang, n: base + 1 } }, at)], enqueue);
      return true;
    }),
});
