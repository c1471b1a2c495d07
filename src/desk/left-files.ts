// What erases files that nothing refers to any more.
import { removedFileHours, undoDays } from '../core/evidence.ts';
import type { World } from './world.ts';

const day = 86_400_000;

type Parts = Pick<World, 'retention' | 'files' | 'now'>;

/** Files of what was about a private person, unless something else refers to the same bytes. */
export const erasePrivateFiles = async ({ retention, files }: Parts): Promise<number | 'busy'> =>
  retention.eraseLeft(await retention.filesToErase(), (file) => files.erase(file));

/**
 * Every file that no row refers to, private or not, that has lain there for a day. What was taken off a case keeps its file for
 * as long as it can be brought back. Zero when a backup is being made: the next night does it.
 */
export const eraseOldFiles = async (world: Parts): Promise<number> => {
  const now = world.now().getTime();
  await world.retention.releaseFiles(new Date(now - undoDays * day), new Date(now - removedFileHours * 3_600_000));
  const atOnce = await erasePrivateFiles(world);
  const before = new Date(now - day);
  const later = await world.retention.eraseLeft(await world.files.laidBefore(before), (file) =>
    world.files.erase(file, before),
  );
  return (atOnce === 'busy' ? 0 : atOnce) + (later === 'busy' ? 0 : later);
};
