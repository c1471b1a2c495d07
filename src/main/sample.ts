// The sample content: checks written for this project, loaded only where --demo asks for them.
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { type Day, parseDay } from '../base/clock.ts';
import type { NewId } from '../base/ids.ts';
import { publicReasons } from '../core/case.ts';
import { type Check, correctionKinds } from '../core/check.ts';
import type { Closing } from '../core/decision.ts';
import { interests, stances } from '../core/evidence.ts';
import { type CheckPicture, pictureKinds } from '../core/picture.ts';
import { verdicts } from '../core/verdict.ts';
import { keepPicture, type World } from '../desk/index.ts';

const day = z.string().transform((text, context): Day => {
  const read = parseDay(text);
  if (read) return read;
  context.addIssue(`"${text}" is not a day`);
  return z.NEVER;
});
const line = z.string().trim().min(1).max(5000);
const both = z.strictObject({ vi: line, en: line });
const text = z.strictObject({ title: line, claim: line, short: line.max(300), known: line, how: line, reply: line });

const picture = z.strictObject({
  path: z.string().regex(/^[a-z0-9-]+\.webp$/),
  kind: z.enum(pictureKinds),
  alt: both,
  seenUrl: z.url().nullable(),
  seenOn: day.nullable(),
});

const shape = z.strictObject({
  slug: line,
  topics: z.array(line).min(1),
  verdict: z.enum(verdicts),
  asOf: day,
  reviewBy: day,
  publishedOn: day,
  claimant: z.strictObject({ name: both, role: both, place: both }).nullable(),
  appearances: z.array(z.url()),
  versions: z.strictObject({ vi: text, en: text }),
  pictures: z.array(picture).default([]),
  aliases: z.array(z.strictObject({ lang: z.enum(['vi', 'en']), text: line })),
  evidence: z
    .array(
      z.strictObject({
        url: z.url(),
        publisher: line,
        lang: line,
        title: line,
        stance: z.enum(stances),
        interest: z.enum(interests),
        publishedOn: day.nullable(),
        accessedOn: day.nullable(),
        locator: line.nullable(),
        shows: both,
      }),
    )
    .min(1),
  searches: z.array(z.strictObject({ query: line, where: line, on: day, found: both })),
  corrections: z.array(
    z.strictObject({
      on: day,
      kind: z.enum(correctionKinds),
      explain: both,
      before: z.strictObject({ vi: text.partial(), en: text.partial() }),
    }),
  ),
});

const declined = z.array(z.strictObject({ reason: z.enum(publicReasons), claim: both, explain: both }));

/** Reads the sample's declined claims; throws when the file is not of the form, which a test keeps from happening. */
export const readSampleDeclined = async (folder: string): Promise<readonly Closing[]> => {
  const parsed = declined.safeParse(JSON.parse(await readFile(join(folder, 'declined.json'), 'utf8')));
  if (!parsed.success) throw new Error(`declined.json: ${z.prettifyError(parsed.error)}`);
  return parsed.data;
};

/** Reads every sample check; throws with the file's name when one is not of the form, which a test keeps from happening. */
export const readSample = async (folder: string, newId: NewId): Promise<readonly Check[]> =>
  (await readFiles(folder)).map(({ versions, claimant, evidence, pictures: _apart, ...rest }) => {
    const check = {
      ...rest,
      id: newId(),
      source: null,
      originalUrl: null,
      label: null,
      texts: versions,
      claimant: claimant && {
        vi: { name: claimant.name.vi, role: claimant.role.vi, place: claimant.place.vi },
        en: { name: claimant.name.en, role: claimant.role.en, place: claimant.place.en },
      },
      evidence: evidence.map((e) => ({ ...e, archivedUrl: null })),
    };
    return check as Check;
  });

/** Keeps the pictures of the sample checks, and gives them by the slug of their check. Nothing is written in any of them. */
export const keepSamplePictures = async (
  world: Pick<World, 'sight' | 'ocr' | 'pictures' | 'files' | 'keyed'>,
  folder: string,
): Promise<ReadonlyMap<string, readonly CheckPicture[]>> => {
  const kept = new Map<string, readonly CheckPicture[]>();
  for (const { slug, pictures } of await readFiles(folder)) {
    const of: CheckPicture[] = [];
    for (const { path, ...told } of pictures) {
      const bytes = await readFile(join(folder, 'pictures', path));
      const one = await keepPicture(world, bytes, { read: { letters: 0, words: null, people: [] }, asIs: true });
      if (!one.ok) throw new Error(`${path}: ${one.error.code}`);
      const { file, width, height } = one.value;
      of.push({ file, width, height, ...told });
    }
    if (of.length > 0) kept.set(slug, of);
  }
  return kept;
};

const readFiles = async (folder: string): Promise<readonly z.infer<typeof shape>[]> => {
  const names = (await readdir(join(folder, 'checks'))).filter((n) => n.endsWith('.json')).sort();
  return Promise.all(
    names.map(async (name) => {
      const parsed = shape.safeParse(JSON.parse(await readFile(join(folder, 'checks', name), 'utf8')));
      if (!parsed.success) throw new Error(`${name}: ${z.prettifyError(parsed.error)}`);
      return parsed.data;
    }),
  );
};
