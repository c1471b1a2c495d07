// What the self-test of an embedding endpoint found, kept beside the vectors, and whether it still stands.
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { Gain } from '../kit/search/embedding/index.ts';
import { type EmbeddingSettings, folders, type Settings } from './settings.ts';

const verdictShape = z.object({
  endpoint: z.object({ url: z.string(), model: z.string(), queryPrefix: z.string(), passagePrefix: z.string() }),
  gain: z.object({
    questions: z.number(),
    without: z.number(),
    with: z.number(),
    better: z.number(),
    worse: z.number(),
    weight: z.number(),
    stands: z.boolean(),
  }),
});

/** Whether vectors may be used, and with which weight; otherwise why not, in a sentence. */
export type Standing =
  | { readonly state: 'off' }
  | { readonly state: 'stands'; readonly endpoint: EmbeddingSettings; readonly gain: Gain }
  | { readonly state: 'refused'; readonly why: string };

/** Reads what the last self-test said about the endpoint of the settings. Another address, model or prefix was not tested. */
export const standingOf = (settings: Pick<Settings, 'data' | 'embeddings'>): Standing => {
  const { embeddings } = settings;
  if (embeddings === null) return { state: 'off' };
  const found = readVerdict(settings.data);
  if (found === undefined) return { state: 'refused', why: 'no self-test has been passed yet' };
  const { endpoint, gain } = found;
  const now = identityOf(embeddings);
  if (JSON.stringify(endpoint) !== JSON.stringify(now))
    return { state: 'refused', why: `the self-test was of ${endpoint.model} at ${endpoint.url}` };
  if (!gain.stands) return { state: 'refused', why: `the self-test found no gain (${said(gain)})` };
  return { state: 'stands', endpoint: embeddings, gain };
};

/** Keeps what a self-test found. */
export const keepVerdict = (data: string, endpoint: EmbeddingSettings, gain: Gain): void => {
  const path = verdictPath(data);
  mkdirSync(folders(data).embeddings, { recursive: true, mode: 0o700 });
  writeFileSync(`${path}.new`, `${JSON.stringify({ endpoint: identityOf(endpoint), gain }, null, 2)}\n`, {
    mode: 0o600,
  });
  renameSync(`${path}.new`, path);
};

/** The figures of a self-test in one line. */
export const said = (gain: Gain): string =>
  `MAP@5 ${gain.without.toFixed(3)} without, ${gain.with.toFixed(3)} with it; ${gain.better} of ${gain.questions} questions better, ${gain.worse} worse`;

const verdictPath = (data: string): string => join(folders(data).embeddings, 'self-test.json');

/** What a test is of; the key opens the door and changes nothing behind it. */
const identityOf = ({ url, model, queryPrefix, passagePrefix }: EmbeddingSettings) => ({
  url,
  model,
  queryPrefix,
  passagePrefix,
});

const readVerdict = (data: string): z.infer<typeof verdictShape> | undefined => {
  let text: string;
  try {
    text = readFileSync(verdictPath(data), 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
  try {
    return verdictShape.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
};
