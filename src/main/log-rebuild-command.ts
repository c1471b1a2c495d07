// sangto log rebuild: writes the files of this instance's log again from its database, where they were lost.
import { FilesAway } from '../desk/files-away.ts';
import { rebuildLog } from '../desk/index.ts';
import { exitCodes } from './exit-codes.ts';
import { visit } from './instance.ts';
import { foreignFiles } from './kept-files.ts';
import type { Flags } from './settings.ts';
import { terminal } from './terminal.ts';

export const logRebuildCommand = async (flags: Flags & { readonly json?: boolean }): Promise<number> => {
  const out = terminal(flags.json ?? false);
  const instance = await visit(flags, out);
  try {
    if (instance.settings.logInBucket && (await instance.world.files.claim()) === 'foreign') {
      out.fail(foreignFiles.problem, foreignFiles.fix, 'files-foreign');
      return exitCodes.refused;
    }
    const rebuilt = await rebuildLog(instance.world.log);
    if (rebuilt.ok) {
      out.give({ size: rebuilt.value });
      out.say(`${rebuilt.value} leaves written, with the checkpoint that was signed last.`);
      return exitCodes.fine;
    }
    if (rebuilt.error.code === 'log-there')
      out.fail(
        'the files of the log are there.',
        'Nothing was written: they may be newer than the database. sangto doctor looks at both.',
        'log-there',
      );
    else
      out.fail(
        `the database holds other leaves than were signed: ${rebuilt.error.detail ?? ''}`,
        'Restore the database from a backup, or the folder log/ from a backup or a mirror.',
        rebuilt.error.code,
      );
    return exitCodes.refused;
  } catch (error) {
    if (!(error instanceof FilesAway)) throw error;
    out.fail(error.message, 'Look at SANGTO_S3_…, and try again when the store answers.', 'files-away');
    return exitCodes.unavailable;
  } finally {
    await instance.close();
  }
};
