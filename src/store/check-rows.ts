// Checks as they are read: whole for a page, small for a card and the index.
import { type SQL, sql } from 'drizzle-orm';
import type { Day } from '../base/clock.ts';
import type { Id } from '../base/ids.ts';
import { type Alias, isTrusted } from '../core/alias.ts';
import type { Check, CheckCard, Overridden, Source, Withdrawn } from '../core/check.ts';
import type { CheckPicture, KnownPicture } from '../core/picture.ts';
import type { IndexedCheck } from '../desk/world.ts';
import { fingerprint } from '../kit/text/index.ts';
import { idsIn } from './case-rank.ts';
import type { Runner } from './database.ts';
import { knownPictures, shownPictures, withPictures } from './pictures.ts';

const head = sql`
  c.id, c.slug, c.original_url as "originalUrl", c.verdict, c.label, c.as_of as "asOf", c.review_by as "reviewBy",
  c.published_on as "publishedOn", c.corrected_on as "correctedOn", c.topics,
  case when s.id is null then null else jsonb_build_object('id', s.id, 'name', s.name, 'site', s.site, 'licence', s.licence, 'answers', s.answers) end as source`;

const cardParts = sql`
  (select coalesce(jsonb_object_agg(v.lang, jsonb_build_object('title', v.title, 'claim', v.claim, 'short', v.short)), '{}')
   from check_versions v where v.check_id = c.id and v.current) as texts,
  (select coalesce(jsonb_agg(jsonb_build_object('publisher', e.publisher, 'title', e.title, 'url', e.url) order by e.position), '[]')
   from evidence e where e.check_id = c.id and e.position < 3) as evidence`;

/** Wordings for everybody to read: those the check came with, then those two of the team agreed to. What askers share is never among them. */
const aliases = sql`
  (select coalesce(jsonb_agg(jsonb_build_object('lang', a.lang, 'text', a.text) order by a.place, a.id), '[]')
   from (select lang, text, position as place, null::uuid as id from check_aliases where check_id = c.id
         union all select lang, text, null, id from taught_aliases where check_id = c.id and kind = 'alias' and removed_on is null) a) as aliases`;

const taught = sql`
  (select coalesce(jsonb_agg(jsonb_build_object('lang', a.lang, 'text', a.text, 'state', a.state, 'yes', a.yes, 'no', a.no) order by a.since, a.id), '[]')
   from taught_aliases a where a.check_id = c.id and a.kind = 'asked' and a.state in ('learned', 'confirmed')) as asked,
  (select coalesce(jsonb_agg(q.fingerprint order by q.fingerprint), '[]')
   from withheld_answers w join claims h on h.id = w.claim_id
     join claims q on coalesce(q.group_id, q.id) = coalesce(h.group_id, h.id) where w.check_id = c.id and w.held) as disputed`;

/** An appeal holds its answer: one that waits for ours, or one that was right and of which nothing came yet. */
const contested = sql`(c.source_id is null and answer_held(c.id))`;

/** What a card says only of some checks: that it was taken back, that somebody appealed. */
const seldom = sql`c.withdrawn_on as "withdrawnOn", ${contested} as contested`;
type Seldom = { readonly withdrawnOn: Day | null; readonly contested: boolean };
const cardFrom = <T extends Seldom>({ withdrawnOn, contested: appealed, ...card }: T) => ({
  ...card,
  ...(withdrawnOn === null ? {} : { withdrawnOn }),
  ...(appealed ? { contested: true as const } : {}),
});

/** Cards under a condition on `c` (checks) and `s` (sources), in the order and number given. */
export const cardsWhere = async (
  runner: Runner,
  condition: SQL,
  order: SQL,
  limit: number,
): Promise<readonly CheckCard[]> => {
  const found = await runner.all<Omit<CheckCard, keyof Seldom> & Seldom>(sql`
    select ${head}, ${seldom}, ${cardParts} from checks c left join sources s on s.id = c.source_id
    where ${condition} order by ${order} limit ${limit}`);
  return found.map(cardFrom);
};

/** Cards with everything the index wants to know, in id order. */
export const documentsOf = async (runner: Runner, condition: SQL, limit: number): Promise<readonly IndexedCheck[]> => {
  const found = await runner.all<
    Omit<CheckCard, keyof Seldom> &
      Seldom & {
        readonly aliases: Check['aliases'];
        readonly links: readonly string[];
        readonly asked: readonly Pick<Alias, 'lang' | 'text' | 'state' | 'yes' | 'no'>[];
        readonly disputed: readonly string[];
        readonly pictures: readonly KnownPicture[];
      }
  >(sql`
    select ${head}, ${seldom}, ${cardParts}, ${aliases}, ${taught}, ${knownPictures},
      (select coalesce(jsonb_agg(l.value order by l.value), '[]') from check_links l where l.check_id = c.id) as links
    from checks c left join sources s on s.id = c.source_id where ${condition} order by c.id limit ${limit}`);
  return found.map(({ aliases: names, links, asked, disputed, pictures, ...card }) => ({
    card: { ...cardFrom(card), ...taughtOf(asked, disputed) },
    ...withPictures(pictures),
    doc: {
      checkId: card.id,
      texts: [
        ...Object.entries(card.texts).flatMap(([lang, t]) => [
          { kind: 'claim' as const, lang, text: t.claim },
          ...(t.title === t.claim ? [] : [{ kind: 'title' as const, lang, text: t.title }]),
          ...(t.short === '' || t.short === t.claim ? [] : [{ kind: 'subtitle' as const, lang, text: t.short }]),
        ]),
        ...names.map((a) => ({ kind: 'alias' as const, lang: a.lang, text: a.text })),
        ...asked.map((a) => ({ kind: 'asked' as const, lang: a.lang, text: a.text })),
      ],
      links,
    },
  }));
};

const taughtOf = (
  asked: readonly Pick<Alias, 'text' | 'state' | 'yes' | 'no'>[],
  disputed: readonly string[],
): Pick<CheckCard, 'taught'> =>
  asked.length === 0 && disputed.length === 0
    ? {}
    : { taught: { confirmed: asked.filter(isTrusted).map((a) => fingerprint(a.text)), disputed } };

type WholeRow = Omit<
  Check,
  'source' | 'withdrawn' | 'overridden' | 'letIn' | 'ourselvesOff' | 'related' | 'replies' | 'pictures'
> & {
  readonly pictures: readonly CheckPicture[];
  readonly replies: Check['replies'] | null;
  readonly related: readonly Id[] | null;
  readonly withdrawn: Withdrawn | null;
  readonly overridden: Overridden | null;
  readonly letIn: Day | null;
  readonly ourselvesOff: Day | null;
  readonly source: Source | null;
  readonly correctedOn: string | null;
  readonly id: Id;
};

/** One whole check; undefined when there is none. */
export const wholeCheck = async (runner: Runner, condition: SQL): Promise<Check | undefined> => {
  const [row] = await runner.all<WholeRow>(wholeChecks(condition, 1));
  if (row === undefined) return undefined;
  return checkFrom(row);
};

/** Whole checks by their ids; in any order. */
export const checksByIds = async (runner: Runner, ids: readonly Id[]): Promise<readonly Check[]> =>
  ids.length === 0
    ? []
    : (await runner.all<WholeRow>(wholeChecks(sql`c.id in ${idsIn(ids)}`, ids.length))).map(checkFrom);

const checkFrom = ({
  correctedOn: _derived,
  withdrawn,
  overridden,
  letIn,
  ourselvesOff,
  related,
  replies,
  pictures,
  ...check
}: WholeRow): Check => ({
  ...check,
  ...withPictures(pictures),
  ...(related && related.length > 0 && { related }),
  ...(replies && replies.length > 0 && { replies }),
  ...(withdrawn && { withdrawn }),
  ...(overridden && { overridden }),
  ...(letIn && { letIn }),
  ...(ourselvesOff && { ourselvesOff }),
});

const wholeChecks = (condition: SQL, limit: number): SQL => sql`
  select ${head}, c.claimant, c.appearances, ${aliases}, ${shownPictures},
    (select coalesce(jsonb_object_agg(v.lang, jsonb_build_object('title', v.title, 'claim', v.claim, 'short', v.short,
       'known', v.known, 'how', v.how, 'reply', v.reply)), '{}') from check_versions v where v.check_id = c.id and v.current) as texts,
    (select coalesce(jsonb_agg(jsonb_build_object('url', e.url, 'title', e.title, 'publisher', e.publisher, 'lang', e.lang,
       'stance', e.stance, 'interest', e.interest, 'publishedOn', e.published_on, 'accessedOn', e.accessed_on,
       'locator', e.locator, 'archivedUrl', e.archived_url, 'shows', e.shows) order by e.position), '[]')
     from evidence e where e.check_id = c.id) as evidence,
    (select coalesce(jsonb_agg(jsonb_build_object('query', f.query, 'where', f.place, 'on', f.searched_on, 'found', f.found) order by f.position), '[]')
     from fruitless_searches f where f.check_id = c.id) as searches,
    (select coalesce(jsonb_agg(jsonb_build_object('on', k.corrected_on, 'kind', k.kind, 'explain', k.explain, 'before', k.before)
       || case when k.verdict_before is distinct from k.verdict_after
          then jsonb_build_object('verdict', jsonb_build_object('before', k.verdict_before, 'after', k.verdict_after)) else '{}' end
       || case when k.evidence is null then '{}' else jsonb_build_object('evidence', k.evidence) end
       || case when k.replies is null then '{}' else jsonb_build_object('replies', k.replies) end
       || case when k.pictures is null then '{}' else jsonb_build_object('pictures', k.pictures) end
       order by k.position), '[]')
     from corrections k where k.check_id = c.id) as corrections,
    (select agreed.content::jsonb -> 'related' from submissions agreed where agreed.id = c.submission_id) as related,
    (select agreed.content::jsonb -> 'replies' from submissions agreed where agreed.id = c.submission_id) as replies,
    case when c.withdrawn_on is null then null else jsonb_build_object('on', c.withdrawn_on, 'because', c.withdrawn_because) end as withdrawn,
    (select jsonb_build_object('on', (r.reviewed_at at time zone 'UTC')::date, 'because', r.reason)
     from reviews r where r.submission_id = c.submission_id and r.outcome = 'overridden') as overridden,
    (select max((r.reviewed_at at time zone 'UTC')::date)::text
     from submissions f join submissions d on d.case_id = f.case_id and d.state = 'published'
       join reviews r on r.submission_id = d.id and r.let_in and r.outcome in ('approved', 'overridden')
     where f.id = c.submission_id) as "letIn",
    (select ourselves_off(f.case_id)::text from submissions f where f.id = c.submission_id) as "ourselvesOff"
  from checks c left join sources s on s.id = c.source_id where ${condition} order by c.id limit ${limit}`;

/** Every whole check, a page at a time in id order, for exports. */
export async function* everyCheck(runner: Runner, page = 500): AsyncGenerator<Check> {
  let after: Id | null = null;
  for (;;) {
    const found: readonly WholeRow[] = await runner.all<WholeRow>(
      wholeChecks(sql`${after}::uuid is null or c.id > ${after}::uuid`, page),
    );
    for (const row of found) yield checkFrom(row);
    const last = found.at(-1);
    if (last === undefined || found.length < page) return;
    after = last.id;
  }
}

/** The slugs of checks by their ids, in the order of these; what was taken back stands beside nothing. */
export const slugsBeside = async (runner: Runner, related: readonly Id[]): Promise<readonly string[]> => {
  const found = await runner.all<{ id: Id; slug: string }>(
    sql`select id, slug from checks where id in ${idsIn(related)} and withdrawn_on is null`,
  );
  const slugs = new Map(found.map(({ id, slug }) => [id, slug]));
  return related.flatMap((id) => slugs.get(id) ?? []);
};
