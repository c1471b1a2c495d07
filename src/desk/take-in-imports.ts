// After a second person let an import in: its items become checks, its pictures stand on theirs.
import type { Id } from '../base/ids.ts';
import type { CheckPicture } from '../core/picture.ts';
import type { World } from './world.ts';

const batch = 200;

/** Gives how many became checks. Safe to run twice: what is there already is `same`. */
export const takeInImports = async (
  world: Pick<World, 'checks' | 'imports' | 'pictures' | 'newId' | 'now'>,
): Promise<number> => {
  await showPictures(world);
  let taken = 0;
  for (;;) {
    const next = await world.imports.letIn(batch);
    if (next === undefined) return taken;
    const toSave = [];
    for (const { publisher, save } of next.items) {
      const source = await world.checks.source(publisher, world.newId);
      toSave.push({ ...save, check: { ...save.check, source } });
    }
    const saved = await world.checks.save(toSave, world.now());
    await world.imports.tookIn(next.run, next.upTo, saved, world.now());
    taken += saved.length;
  }
};

/** All pictures of a check come together, in place of those it had. */
const showPictures = async ({ imports, pictures, now }: Pick<World, 'imports' | 'pictures' | 'now'>): Promise<void> => {
  for (;;) {
    const next = await imports.pictures.letIn();
    if (next === undefined) return;
    const byCheck = new Map<Id, CheckPicture[]>();
    for (const { check, picture } of next.items) byCheck.set(check, [...(byCheck.get(check) ?? []), picture]);
    const counts = { changed: 0, unchanged: 0, declined: 0 };
    for (const [check, shown] of byCheck) {
      const put = await pictures.putOnCheck(check, shown, now());
      counts[put === 'changed' ? 'changed' : put === 'same' ? 'unchanged' : 'declined'] += shown.length;
    }
    await imports.pictures.tookIn(next.run, counts, now());
  }
};
