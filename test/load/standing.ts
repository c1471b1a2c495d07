// How soon a rating is told of: from the moment a rater's program sends it, until a reader's page and the API say what it adds to
// the first look between cuts. Only ratings that complete a step of five can be seen at all; the others are seen with their step.
// npm run load -- standing [--raters 600] [--checks 5] [--rate 50]
import { randomBytes, randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { sql } from 'drizzle-orm';
import { addDays, dayOf } from '../../src/base/clock.ts';
import type { Id } from '../../src/base/ids.ts';
import { quarterOf } from '../../src/core/quarter.ts';
import { raterStep } from '../../src/core/rating.ts';
import { raterSession } from '../../src/desk/rater-session.ts';
import { instanceKey, keyedWith } from '../../src/main/secrets.ts';
import { pseudonymKeysIn } from '../../src/outside/vault/index.ts';
import { openDatabase, rows } from '../../src/store/database.ts';
import { sangtoJson, serve, tempFolder, unlimited } from '../faults/shared/instance.ts';
import { startOwnServer } from '../faults/shared/own-server.ts';
import { until } from '../faults/shared/until.ts';

const { values } = parseArgs({
  options: {
    raters: { type: 'string', default: '600' },
    checks: { type: 'string', default: '5' },
    rate: { type: 'string', default: '50' },
  },
});
const [many, watched, rate] = [values.raters, values.checks, values.rate].map(Number) as [number, number, number];
const { folder, remove } = await tempFolder(0o755);
const data = join(folder, 'data');
const server = await startOwnServer(folder);
const url = await server.makeDatabase('standing');
const env = { ...unlimited, DATABASE_URL: url };
const running = await serve(data, ['--demo'], env);
const database = openDatabase({ connectionString: url });

const now = () => new Date();
const keyed = keyedWith(instanceKey(join(data, 'keys')));
const quarter = quarterOf(dayOf(now()));
const ids = Array.from({ length: many }, () => randomUUID() as Id);
const pseudonyms = await pseudonymKeysIn(join(data, 'keys', 'raters'), randomBytes).pseudonymsOf(quarter, ids);
const raters = ids.map((id, i) => ({
  id,
  pseudonym: pseudonyms[i] as string,
  session: raterSession({ keyed, now }, id),
}));
const checks = await database.all<{ id: Id; slug: string }>(sql`
  select id, slug from checks where source_id is null and published_on is not null and withdrawn_on is null order by slug`);
const fresh = checks.slice(0, watched);

await database.all(sql`
  insert into raters (id, lookup, admitted_on) select id, md5(id::text) || md5(id::text || 'x'), ${addDays(dayOf(now()), -30)}::date
  from jsonb_to_recordset(${rows(raters.map(({ id }) => ({ id })))}) as t(id uuid)`);
// Two camps who disagree about everything else; each rated at an hour of their own.
await database.all(sql`
  insert into ratings (pseudonym, quarter, check_id, level, reasons, by_lot, settled, rated_at)
  select r.pseudonym, ${quarter}, c.id, case when (r.i + c.k) % 9 = 0 then 1 when (r.i < ${many / 2}) = (c.k % 2 = 0) then 2 else 0 end,
    '{an-opinion}', false, true, date_trunc('minute', now() - interval '1 day' - r.i * interval '1 hour')
  from jsonb_to_recordset(${rows(raters.map(({ pseudonym }, i) => ({ pseudonym, i })))}) as r(pseudonym text, i int),
    jsonb_to_recordset(${rows(checks.slice(watched).map(({ id }, k) => ({ id, k })))}) as c(id uuid, k int)`);
const { cut } = await sangtoJson<{ cut: { ratings: number } }>(['cut-standings', '--data', data], env);
console.log(`cut: ${cut.ratings} ratings of ${many} raters`);

const standingAt = `${running.address}/api/v1/checks`;
await until('the server looks at ratings since the cut', async () => {
  const said = (await (await fetch(`${standingAt}/${checks.at(-1)?.slug}/standing`)).json()) as { standings: object[] };
  return said.standings.length === 1;
});

/** When a reader first saw that many raters, by check and step. */
type Seen = Map<string, number>;
const onPage: Seen = new Map();
const byApi: Seen = new Map();
let isOver = false;

const watch = async (seen: Seen, slug: string, told: () => Promise<number>): Promise<void> => {
  let last = 0;
  while (!isOver) {
    const raters = await told();
    const at = performance.now();
    for (let step = last + raterStep; step <= raters; step += raterStep) seen.set(`${slug} ${step}`, at);
    last = Math.max(last, raters);
    await delay(20);
  }
};
const watching = fresh.flatMap(({ slug }) => [
  watch(byApi, slug, async () => {
    const said = (await (await fetch(`${standingAt}/${slug}/standing`)).json()) as { soFar: { raters: number } | null };
    return said.soFar?.raters ?? 0;
  }),
  watch(onPage, slug, async () => {
    const page = await (await fetch(`${running.address}/en/checks/${slug}`)).text();
    return Number(/with at least (\d+) people/.exec(page)?.[1] ?? 0);
  }),
]);

const sent = new Map<string, number>();
const replies: number[] = [];
let failed = 0;
const say = async (rater: (typeof raters)[number], check: (typeof fresh)[number], turn: number): Promise<void> => {
  const began = performance.now();
  sent.set(`${rater.pseudonym} ${check.id}`, began);
  const said = await fetch(`${running.address}/api/v1/ratings`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer rater.${rater.session}` },
    body: JSON.stringify({ check: check.id, level: turn % 7 === 0 ? 'somewhat' : 'helpful', reasons: [] }),
  });
  await said.arrayBuffer();
  replies.push(performance.now() - began);
  if (said.status !== 200) failed++;
};
const began = performance.now();
const under: Promise<void>[] = [];
for (let i = 0; i < many * watched; i++) {
  const due = began + (i * 1000) / rate;
  const wait = due - performance.now();
  if (wait > 0) await delay(wait);
  // One of either camp after the other.
  const turn = Math.floor(i / watched);
  const rater = raters[turn % 2 === 0 ? turn / 2 : many - 1 - (turn - 1) / 2] as (typeof raters)[number];
  under.push(say(rater, fresh[i % watched] as (typeof fresh)[number], turn));
}
await Promise.all(under);
const seconds = (performance.now() - began) / 1000;
const wanted = watched * Math.floor(many / raterStep);
await until('everything is told', () => onPage.size >= wanted && byApi.size >= wanted, 20).catch(() => undefined);
isOver = true;
await Promise.all(watching);

// Which rating completed a step is told by the order in which they were kept.
const took = { page: [] as number[], api: [] as number[] };
for (const { id, slug } of fresh) {
  const kept = await database.all<{ pseudonym: string }>(
    sql`select pseudonym from ratings where check_id = ${id} order by n`,
  );
  for (let step = raterStep; step <= kept.length; step += raterStep) {
    const at = sent.get(`${kept[step - 1]?.pseudonym} ${id}`) ?? Number.NaN;
    took.api.push((byApi.get(`${slug} ${step}`) ?? Number.POSITIVE_INFINITY) - at);
    took.page.push((onPage.get(`${slug} ${step}`) ?? Number.POSITIVE_INFINITY) - at);
  }
}
const said = (await (await fetch(`${standingAt}/${fresh[0]?.slug}/standing`)).json()) as { soFar: object };
await running.stop();
await database.close();
await server.stop();
await remove();

const figures = (times: readonly number[]) => {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share: number) => Math.round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0);
  return { steps: sorted.length, p50: at(0.5), p90: at(0.9), p99: at(0.99), max: at(1) };
};
const report = {
  ratings: many * watched,
  perSecond: Math.round((many * watched) / seconds),
  failed,
  reply: figures(replies),
  page: figures(took.page),
  api: figures(took.api),
  soFar: said.soFar,
};
const passed = failed === 0 && took.page.length === wanted && report.page.p99 < 1000 && report.api.p99 < 1000;
console.log(JSON.stringify({ ...report, passed }));
process.exitCode = passed ? 0 : 1;
