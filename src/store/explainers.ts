// Explainers as they are read: every word comes from the submission that two people agreed to.
import { type SQL, sql } from 'drizzle-orm';
import type { Day } from '../base/clock.ts';
import type { Explainer, PublicExplainer } from '../core/explainer.ts';
import type { PublishedLabels } from '../core/verdict-labels.ts';
import type { ExplainerLine, Explainers, Labels } from '../desk/explainer-ports.ts';
import type { Database } from './database.ts';

export const explainersIn = (database: Database): Explainers => ({
  bySlug: async (slug) => {
    const [row] = await database.all<WholeRow>(sql`
      select s.content::jsonb as content, e.published_on as "publishedOn", e.changed_at as changed,
        (s.published_at at time zone 'UTC')::date as "agreedOn", e.withdrawn_on as "withdrawnOn", w.content::jsonb -> 'because' as because
      from explainers e join submissions s on s.id = e.submission_id left join submissions w on w.id = e.withdrawal_id
      where e.slug = ${slug}`);
    return row && wholeFrom(row);
  },
  list: (limit) => linesWhere(database, sql`e.withdrawal_id is null`, limit),
  all: (limit) => linesWhere(database, sql`true`, limit),
  ofCheck: (check) =>
    linesWhere(database, sql`e.withdrawal_id is null and s.content::jsonb -> 'checks' ? ${check}::text`, 20),
});

/** What two people agreed that verdicts and topics are called; the memory of it is main's. */
export const labelsIn = (database: Database): Pick<Labels, 'published' | 'publishedTopics'> => ({
  publishedTopics: async () =>
    Object.fromEntries(
      (
        await database.all<{ topic: string; name: string }>(sql`
          select distinct on (n.key) n.key as topic, n.value as name
          from submissions s, jsonb_each_text(s.content::jsonb -> 'topicNames') n
          where s.kind = 'check' and s.state = 'published' order by n.key, s.published_at desc, s.id`)
      ).map(({ topic, name }) => [topic, name]),
    ),
  published: () =>
    database.all<PublishedLabels>(sql`
      select content::jsonb -> 'labels' as labels, (published_at at time zone 'UTC')::date as "on", id as submission
      from submissions where kind = 'labels' and state = 'published' order by published_at desc, submitted_at desc, id`),
});

type WholeRow = {
  readonly content: Explainer;
  readonly publishedOn: Day;
  readonly changed: string | Date;
  readonly agreedOn: Day;
  readonly withdrawnOn: Day | null;
  readonly because: Readonly<Record<string, string>> | null;
};

/** The day on which the last change became public is known only since. */
const wholeFrom = ({ content, publishedOn, changed, agreedOn, withdrawnOn, because }: WholeRow): PublicExplainer => ({
  ...content,
  corrections: content.corrections.map((one, i) =>
    i === content.corrections.length - 1 ? { ...one, on: agreedOn } : one,
  ),
  publishedOn,
  changed: new Date(changed),
  ...(withdrawnOn !== null && because !== null ? { withdrawn: { on: withdrawnOn, because } } : {}),
});

const linesWhere = async (database: Database, condition: SQL, limit: number): Promise<readonly ExplainerLine[]> => {
  const found = await database.all<Omit<ExplainerLine, 'changed'> & { readonly changed: string | Date }>(sql`
    select e.slug, e.published_on as "publishedOn", e.changed_at as changed, e.withdrawn_on as "withdrawnOn",
      s.content::jsonb -> 'topics' as topics, jsonb_array_length(s.content::jsonb -> 'checks') as checks,
      (select jsonb_object_agg(t.key, jsonb_build_object('title', t.value -> 'title', 'short', t.value -> 'short'))
       from jsonb_each(s.content::jsonb -> 'texts') t) as texts
    from explainers e join submissions s on s.id = e.submission_id where ${condition}
    order by e.changed_at desc, e.id limit ${limit}`);
  return found.map((line) => ({ ...line, changed: new Date(line.changed) }));
};
