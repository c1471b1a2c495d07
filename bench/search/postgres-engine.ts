import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import type { SearchDoc } from '../../src/kit/search/index.ts';
import { openPostgres } from '../../src/outside/postgres/index.ts';
import { bareLetters, type Engine, type Opened, textOf, wordsIn } from './engine.ts';

type How = {
  readonly config: 'english' | 'simple';
  readonly rank: string;
  readonly prepared: (text: string) => string;
};

const batch = 1000;

const opened = async ({ config, rank, prepared }: How): Promise<Opened> => {
  const folder = await mkdtemp(join(tmpdir(), 'sangto-bench-pg-'));
  const server = await openPostgres({ folder: join(folder, 'pg'), log: () => undefined });
  if (!server.ok) throw new Error(`PostgreSQL did not start: ${server.error.code} ${server.error.detail ?? ''}`);
  const client = new pg.Client({ ...server.value.connection });
  await client.connect();
  const vector = (field: string, weight: string) => `setweight(to_tsvector('${config}', ${field}), '${weight}')`;
  await client.query(`create table checks (id text, claim text, title text, subtitle text, words tsvector)`);
  let waiting: string[][] = [];
  let written = Promise.resolve();
  const write = (rows: readonly string[][]) => {
    const columns = [0, 1, 2, 3].map((i) => rows.map((row) => row[i] ?? ''));
    written = written.then(async () => {
      await client.query(
        `insert into checks select id, claim, title, subtitle,
           ${vector('claim', 'A')} || ${vector('title', 'B')} || ${vector('subtitle', 'C')}
         from unnest($1::text[], $2::text[], $3::text[], $4::text[]) as t(id, claim, title, subtitle)`,
        columns,
      );
    });
  };
  return {
    put: (doc: SearchDoc) => {
      waiting.push([doc.checkId, ...(['claim', 'title', 'subtitle'] as const).map((k) => prepared(textOf(doc, k)))]);
      if (waiting.length < batch) return;
      write(waiting);
      waiting = [];
    },
    ready: async () => {
      write(waiting);
      await written;
      await client.query('create index on checks using gin (words)');
      await client.query('vacuum analyze checks');
    },
    find: async (query, most) => {
      const words = wordsIn(prepared(query)).join(' ');
      const { rows } = await client.query<{ id: string }>({
        name: 'find',
        text: `select id from checks,
                 (select replace(plainto_tsquery('${config}', $1)::text, ' & ', ' | ')::tsquery as q) as asked
               where words @@ q order by ${rank} desc, id limit $2`,
        values: [words, most],
      });
      return rows.map(({ id }) => id);
    },
    bytes: async () => {
      const { rows } = await client.query<{ bytes: string }>(`select pg_total_relation_size('checks') as bytes`);
      return Number(rows[0]?.bytes);
    },
    close: async () => {
      await client.end();
      await server.value.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
};

export const postgres: Engine = {
  name: 'PostgreSQL',
  used: 'english (or simple) configuration, GIN, any word, ts_rank with its default weights (claim A, title B, subtitle C)',
  open: (lang) =>
    opened({ config: lang === 'en' ? 'english' : 'simple', rank: 'ts_rank(words, q)', prepared: (text) => text }),
};

export const postgresTuned: Engine = {
  name: 'PostgreSQL tuned',
  used: 'letters made bare before (as unaccent would, đ too); ts_rank with weights claim 1, title .5, subtitle .5, divided by 1 + log of the length',
  open: (lang) =>
    opened({
      config: lang === 'en' ? 'english' : 'simple',
      rank: `ts_rank('{0, 0.5, 0.5, 1}', words, q, 1)`,
      prepared: bareLetters,
    }),
};
