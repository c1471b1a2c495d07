// Lays files beside evidence, four at a time and without pause, and says each that was acknowledged. Ended by whoever started it.
import { randomBytes, randomUUID } from 'node:crypto';
import type { Id } from '../../../src/base/ids.ts';
import { refuse } from '../../../src/base/result.ts';
import { addEvidence } from '../../../src/desk/index.ts';
import type { BucketPlace } from '../../../src/outside/bucket/index.ts';
import { filesIn, filesInBucket } from '../../../src/outside/files/index.ts';
import { caseWorkIn, databaseIdentity, openDatabase } from '../../../src/store/index.ts';
import { nothingRead } from '../../in-memory/reads.ts';
import { aCall } from './by-program.ts';

const [url = '', folder = '', bucket = '', by = '', ...cases] = process.argv.slice(2) as [
  string?,
  string?,
  string?,
  Id?,
  ...Id[],
];
const database = openDatabase({ connectionString: url });
const now = (): Date => new Date();
const world = {
  caseWork: caseWorkIn(database),
  files:
    bucket === ''
      ? filesIn(folder, now)
      : filesInBucket(JSON.parse(bucket) as BucketPlace, now, () => databaseIdentity(database)),
  capture: async () => refuse('capture-unavailable'),
  ocr: nothingRead,
  newId: () => randomUUID() as Id,
  now,
};
/** Large enough that a kill finds some of them half written. */
const size = 1_500_000;

await Promise.all(
  cases.map(async (one) => {
    for (;;) {
      const bytes = randomBytes(size);
      const added = await addEvidence(world, { id: by as Id, role: 'editor' }, one, {
        ...aCall,
        file: { name: 'a.pdf', bytes },
      });
      if (!added.ok) throw new Error(added.error.code);
      process.stdout.write(`${added.value.id} ${world.files.nameOf(bytes)}\n`);
    }
  }),
);
