import { readPidFile } from './pid-file.ts';
import { connectionAt, type Sight } from './probe.ts';
import { isServerOn } from './processes.ts';

/** What can be seen of server `pid` on `folder` without asking it. */
export const sight = async (folder: string, pid: number): Promise<Sight> => {
  if (!(await isServerOn(pid, folder))) return 'gone';
  const said = await readPidFile(folder);
  if (said?.pid !== pid || said.socketFolder === '') return 'unknown';
  return said.open ? connectionAt(said.socketFolder, said.port) : 'busy';
};
