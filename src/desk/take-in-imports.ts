// After a second person let an import in: its items become checks.
import type { World } from './world.ts';

const batch = 200;

/** Gives how many became checks. Safe to run twice: what is there already is `same`. */
export const takeInImports = async (world: Pick<World, 'checks' | 'imports' | 'newId' | 'now'>): Promise<number> => {
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
