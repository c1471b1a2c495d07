// Erases files that nothing refers to, and is killed as one of them is gone and its transaction still open.

import { filesIn } from '../../src/outside/files/index.ts';
import { leftFilesIn, openDatabase } from '../../src/store/index.ts';

const { connection, folder, left, after } = JSON.parse(process.argv[2] ?? '') as {
  readonly connection: Record<string, string | number>;
  readonly folder: string;
  readonly left: readonly string[];
  readonly after: number;
};
const files = filesIn(folder, () => new Date());
let gone = 0;
await leftFilesIn(openDatabase(connection)).eraseLeft(left, async (file) => {
  const erased = await files.erase(file);
  if (++gone === after) process.kill(process.pid, 'SIGKILL');
  return erased;
});
