// Seals what waits, and is killed (kill -9, by itself) at one step of the sequencer; without a step it ends by itself.
import { type LogStep, sealLeaves } from '../../../src/desk/index.ts';
import { logInFolder } from '../../../src/outside/log/index.ts';
import { logRowsIn, openDatabase } from '../../../src/store/index.ts';
import { signersOfTests } from '../../in-memory/log.ts';

const [url = '', folder = '', step] = process.argv.slice(2) as [string?, string?, LogStep?];
const database = openDatabase({ connectionString: url });
const log = { rows: logRowsIn(database), files: logInFolder(folder), signers: signersOfTests };
const sealed = await sealLeaves(log, async (at) => {
  if (at === step) process.kill(process.pid, 'SIGKILL');
});
await database.close();
if (!sealed.ok) throw new Error(`${sealed.error.code} ${sealed.error.detail ?? ''}`);
