// A case with pictures of its own: one that says what it is, one of which nothing is said yet, and a check that shows one.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import type { Day } from '../../src/base/clock.ts';
import {
  describePicture,
  keepPicture,
  layPicture,
  nothingRead,
  pictureSays,
  publishDecided,
  reviewSubmission,
} from '../../src/desk/index.ts';
import { handIn, type ReadyCase, readyCase } from '../desk/deciding.ts';
import type { DeskServer } from '../desk/desk-server.ts';
import { theirCheck } from '../in-memory/made-checks.ts';
import { illegible, readsIn } from '../in-memory/reads.ts';
import { at, atOperator, type DeskPlace, sentEmpty } from './desk-place.ts';

const picture = (name: string) => readFile(join(import.meta.dirname, '../../demo/pictures', name));
const noted = async (name: string) =>
  sharp(await picture(name))
    .jpeg()
    .withExif({ IFD0: { Software: 'GIMP 2.10' }, IFD2: { DateTimeOriginal: '2016:05:04 10:11:12' } })
    .toBuffer();

/** Lays them, and gives every page where they show. */
export const laidPictures = async (desk: DeskServer, ready: ReadyCase): Promise<readonly DeskPlace[]> => {
  const { team, database } = desk;
  const { checker, reviewer } = team;
  const world = { ...desk.world, ocr: readsIn(illegible(0)) };
  const lay = async ({ id }: ReadyCase, bytes: Uint8Array): Promise<string> => {
    const [kept, says] = [await keepPicture(world, bytes), await pictureSays(world, bytes, 'team')];
    if (!kept.ok) throw new Error(kept.error.code);
    await layPicture(world, checker, id, { file: kept.value.file, says });
    return kept.value.file;
  };
  const typed = {
    ...{ kind: 'edited', seenUrl: 'https://example.org/pit', seenOn: '2026-11-01' },
    alt: { vi: 'Bộ xương rất lớn trong hố đất', en: 'A huge skeleton in a pit of earth' },
  };
  const file = await lay(ready, await noted('bo-xuong.webp'));
  await describePicture(world, checker, ready.id, { file, typed });
  await lay(ready, await picture('ca-map.webp'));
  const shown = await readyCase(database, { writer: checker, approver: reviewer }, 'Cây mì trong ảnh là cây thật');
  const tree = await lay(shown, await noted('cay-mi.webp'));
  const pictures = [{ file: tree, ...typed }];
  const handed = await handIn(desk.world, checker, shown, { slug: 'cay-mi', verdict: 'altered', pictures });
  const { id, contentHash } = handed;
  const agreed = await reviewSubmission(world, reviewer, id, {
    outcome: 'approved',
    contentHash,
    reason: '',
    remarks: [],
  });
  if (!agreed.ok) throw new Error(agreed.error.code);
  await publishDecided(desk.world);
  // An editor brought in the same picture for another publisher's check.
  const run = world.newId();
  const source = await world.checks.source({ name: 'Example', site: 'example.net', licence: null }, world.newId);
  const theirs = { ...theirCheck(world, { slug: 'cay-mi-cua-ho', claim: 'Mì mọc trên cây' }), source };
  await world.checks.save([{ check: theirs, externalKey: 'cay-mi', links: [] }], world.now());
  await world.imports.begin({ id: run, name: 'pictures.csv', at: world.now(), heldFor: { by: team.editor.id } });
  const { seenOn, ...told } = typed;
  const waits = { ...told, file: tree, width: 640, height: 480, kind: 'edited', seenOn: seenOn as Day } as const;
  const counts = { ...nothingRead, read: 2, held: 1, refused: 1 };
  const refused = [{ position: 'row 3', code: 'file-missing', detail: 'anh-2.jpg' }];
  await world.imports.pictures.hold(run, counts, refused, [{ check: theirs.id, picture: waits }]);
  await world.imports.finish(run, world.now());
  const path = `/desk/cases/${ready.number}/pictures`;
  return [
    at('case-pictures', 'checker', path),
    at('case-pictures-only-seen', 'trainee', path),
    sentEmpty('case-pictures-refused', 'checker', path, 'form[data-lay]'),
    at('correct-pictures', 'checker', `/desk/cases/${shown.number}/correct`),
    at('check-pictures', null, '/checks/cay-mi'),
    atOperator('operator-run-pictures', 'owner', `/operator/imports/${run}`),
  ];
};
