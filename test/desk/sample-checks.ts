// The sample checks in a desk server's database, decided by the sample team, and in memory as pages find them.
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { Id } from '../../src/base/ids.ts';
import type { Check } from '../../src/core/check.ts';
import { publish, refresh } from '../../src/desk/index.ts';
import { readSample } from '../../src/main/sample.ts';
import type { DeskServer } from './desk-server.ts';

/** Publishes the sample checks with these slugs; all of them where none is named. */
export const sampleChecks = async (
  { world }: Pick<DeskServer, 'world'>,
  slugs: readonly string[] = [],
): Promise<readonly Check[]> => {
  const all = await readSample(join(import.meta.dirname, '../../demo'), () => randomUUID() as Id);
  const checks = all.filter(({ slug }) => slugs.length === 0 || slugs.includes(slug));
  const { refused } = await publish(world, checks);
  if (refused.length > 0) throw new Error(refused.map(({ slug, error }) => `${slug}: ${error.code}`).join(', '));
  await refresh(
    world,
    checks.map(({ id }) => id),
  );
  return checks;
};
