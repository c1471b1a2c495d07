// Brings in known pictures of other publishers' checks: every row is kept or refused with its position.
import type { Id } from '../base/ids.ts';
import type { Refusal, Result } from '../base/result.ts';
import type { CheckPicture } from '../core/picture.ts';
import { importFailureOf } from './import-failure.ts';
import {
  type HeldPicture,
  type ImportFailure,
  type ImportProgress,
  nothingRead,
  type OneOrMachine,
} from './source-ports.ts';
import type { BadRow, PictureRow } from './table-of-pictures.ts';
import type { ImportLine, World } from './world.ts';

export type PicturesBrought = {
  readonly name: string;
  readonly rows: readonly (PictureRow | BadRow)[];
  /** Keeps the picture of a file of that name, and gives what is known of it. */
  readonly keep: (file: string) => Promise<Result<Pick<CheckPicture, 'file' | 'width' | 'height' | 'says'>, Refusal>>;
  /** They wait for somebody else than this one, and touch nothing until then; null: they stand at once. */
  readonly heldFor: { readonly by: OneOrMachine } | null;
};

type Parts = Pick<World, 'imports' | 'pictures' | 'newId' | 'now'>;

/** Yields after each row that is durable; ends with the run marked finished. All rows of a check are its pictures, in place of those it had. */
export async function* importPictures(world: Parts, given: PicturesBrought): AsyncGenerator<ImportProgress> {
  const run = world.newId();
  const { name, heldFor } = given;
  await world.imports.begin({ id: run, name, at: world.now(), ...(heldFor && { heldFor }) });
  let broken: ImportFailure | null = 'import-stopped';
  try {
    yield* taken(world, run, given);
    await world.imports.finish(run, world.now());
    broken = null;
  } catch (error) {
    broken = importFailureOf(error);
    throw error;
  } finally {
    if (broken !== null) await world.imports.fail(run, broken).catch(() => undefined);
  }
}

async function* taken(world: Parts, run: Id, { rows, keep, heldFor }: PicturesBrought): AsyncGenerator<ImportProgress> {
  const atOnce = new Map<Id, CheckPicture[]>();
  const seen = new Set<string>();
  let counts = nothingRead;
  for (const row of rows) {
    const one = 'code' in row ? row : await broughtBy(world, row, keep);
    const lines: readonly ImportLine[] = 'code' in one ? [one] : [];
    if ('code' in one) {
      counts = { ...counts, read: counts.read + 1, refused: counts.refused + 1 };
      await world.imports.note(run, counts, lines);
    } else if (seen.has(`${one.check} ${one.picture.file}`)) {
      counts = { ...counts, read: counts.read + 1, doubles: counts.doubles + 1 };
      await world.imports.note(run, counts, [{ position: row.position, code: 'twice-in-this-file', detail: null }]);
    } else if (heldFor === null) atOnce.set(one.check, [...(atOnce.get(one.check) ?? []), one.picture]);
    else {
      counts = { ...counts, read: counts.read + 1, held: counts.held + 1 };
      await world.imports.pictures.hold(run, counts, [], [one]);
    }
    if (!('code' in one)) seen.add(`${one.check} ${one.picture.file}`);
    yield { run, counts, lines };
  }
  for (const [check, pictures] of atOnce) {
    const as = (await world.pictures.putOnCheck(check, pictures, world.now())) === 'changed' ? 'changed' : 'unchanged';
    counts = { ...counts, read: counts.read + pictures.length, [as]: counts[as] + pictures.length };
    await world.imports.note(run, counts, []);
    yield { run, counts, lines: [] };
  }
}

const broughtBy = async (
  world: Parts,
  { position, file, check, told }: PictureRow,
  keep: PicturesBrought['keep'],
): Promise<BadRow | Pick<HeldPicture, 'check' | 'picture'>> => {
  const found = await world.pictures.checkBy(check);
  if (found === undefined) return { position, code: 'check-unknown', detail: check };
  // What stands on a check of ours, two people agree to at the desk.
  if (found.ours) return { position, code: 'check-is-ours', detail: check };
  const kept = await keep(file);
  if (!kept.ok) return { position, code: kept.error.code, detail: file };
  const { file: name, width, height, says } = kept.value;
  return {
    check: found.id,
    picture: { ...{ file: name, width, height }, ...told, ...(says === undefined ? {} : { says }) },
  };
};
