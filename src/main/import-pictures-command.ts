// sangto import-pictures: known pictures of other publishers' checks, from a folder with a table.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Id } from '../base/ids.ts';
import type { CheckPicture } from '../core/picture.ts';
import {
  type BadRow,
  importChecks,
  keepPicture,
  type PictureRow,
  pictureRows,
  pictureSays,
  pictureTable,
} from '../desk/index.ts';
import { readChecks } from '../kit/claimreview/index.ts';
import { exitCodes } from './exit-codes.ts';
import { type Instance, visit } from './instance.ts';
import type { Flags } from './settings.ts';
import { terminal } from './terminal.ts';

type PictureFlags = Flags & { readonly json?: boolean };

/** Takes every row or says why not; the same folder again changes nothing. */
export const importPicturesCommand = async (folder: string, flags: PictureFlags): Promise<number> => {
  const out = terminal(flags.json ?? false);
  let rows: readonly (PictureRow | BadRow)[];
  try {
    rows = pictureRows(await readFile(join(folder, pictureTable), 'utf8'));
  } catch (error) {
    out.fail(
      `${join(folder, pictureTable)} cannot be read: ${(error as Error).message}`,
      'See docs/operate/import.md.',
    );
    return exitCodes.unreadable;
  }
  const instance = await visit(flags, out, 'nothing');
  try {
    const good = rows.filter((row): row is PictureRow => 'told' in row);
    const refused: BadRow[] = rows.filter((row): row is BadRow => 'code' in row);
    await bringChecks(instance, good, refused);
    const kept = new Map<Id, CheckPicture[]>();
    for (const [n, row] of good.entries()) {
      const one = await keptOf(instance, folder, row);
      if ('code' in one) refused.push(one);
      else if (kept.get(one.check)?.some(({ file }) => file === one.picture.file))
        refused.push({ position: row.position, code: 'twice-in-this-file', detail: row.file });
      else kept.set(one.check, [...(kept.get(one.check) ?? []), one.picture]);
      out.progress(`${n + 1} of ${good.length} pictures`);
    }
    out.progressDone();
    const counts = { read: rows.length, changed: 0, unchanged: 0, refused: refused.length };
    for (const [check, pictures] of kept) {
      const put = await instance.world.pictures.putOnCheck(check, pictures, instance.world.now());
      counts[put === 'changed' ? 'changed' : 'unchanged'] += pictures.length;
    }
    for (const { position, code, detail } of refused)
      out.say(`refused  ${position}: ${code}${detail === null ? '' : ` (${detail})`}`);
    out.give({ folder, ...counts, refusals: refused });
    out.say(
      `${counts.read} pictures read: ${counts.changed} put on checks anew, ${counts.unchanged} as before, ${counts.refused} refused`,
    );
    return rows.length > refused.length ? exitCodes.fine : exitCodes.refused;
  } finally {
    await instance.close();
  }
};

/** Checks that rows bring along are taken in as `sangto import` takes them. */
const bringChecks = async ({ world }: Instance, rows: readonly PictureRow[], refused: BadRow[]): Promise<void> => {
  const bringing = rows.filter(({ brings }) => brings !== null);
  if (bringing.length === 0) return;
  const lines = bringing.map(({ brings }) => `${JSON.stringify(brings)}\n`).join('');
  const readings = readChecks(inOne(new TextEncoder().encode(lines)), { name: 'pictures.jsonl' });
  for await (const { lines: told } of importChecks(world, readings, { name: pictureTable }))
    for (const { code, detail } of told)
      if (code !== 'new' && code !== 'changed' && code !== 'same' && code !== 'twice-in-this-file')
        refused.push({ position: 'a check', code, detail });
};

async function* inOne(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

const keptOf = async (
  { world }: Instance,
  folder: string,
  { position, file, check, told }: PictureRow,
): Promise<BadRow | { readonly check: Id; readonly picture: CheckPicture }> => {
  const found = await world.pictures.checkBy(check);
  if (found === undefined) return { position, code: 'check-unknown', detail: check };
  // What stands on a check of ours, two people agree to at the desk.
  if (found.ours) return { position, code: 'check-is-ours', detail: check };
  let bytes: Uint8Array;
  try {
    bytes = await readFile(join(folder, file));
  } catch {
    return { position, code: 'file-missing', detail: file };
  }
  const [kept, says] = await Promise.all([keepPicture(world, bytes), pictureSays(world, bytes, 'team')]);
  if (!kept.ok) return { position, code: kept.error.code, detail: file };
  const { file: name, width, height } = kept.value;
  return { check: found.id, picture: { ...{ file: name, width, height }, ...told, ...(says && { says }) } };
};
