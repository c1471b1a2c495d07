// The way out of each fault of the public log, in the words of the doctor.
import type { LogFault } from '../desk/index.ts';

export const logFixes: Readonly<Record<LogFault['code'], string>> = {
  'log-files-missing':
    'The database knows a log whose files are gone. sangto log rebuild writes them again as they were signed.',
  'log-files-older':
    'The files are older than the database. Put the newest copy of the folder log/ back: from a newer backup, or from whoever mirrors it.',
  'log-database-older':
    'The database is older than the log: a backup was restored beside newer files. Restore the newest database; if it is lost, the leaves in the files tell what is missing. Nothing is signed meanwhile, so that nobody is told two stories.',
  'log-forked':
    'Database and files tell two logs of the same size. One of them is a copy that went its own way: find the one whose checkpoint others have seen, and put both back from it.',
  'log-damaged':
    'A file of the log is not what it was: a flipped bit, or somebody wrote in it. Put that file back from a backup or a mirror, and look at the disk.',
  'log-rows-differ':
    'A leaf in the database is not the one in the log: somebody edited it. Restore the table log_leaves from a backup.',
  'log-key-other':
    'The checkpoint was signed by another key. Put keys/log.key (or SANGTO_LOG_KEY) back; docs/operate/log.md tells how to change a key.',
  'log-unsigned':
    'The program that signs (SANGTO_LOG_SIGN) gave no signature that belongs to SANGTO_LOG_VKEY. Run it by hand; the log goes on by itself once it signs.',
  'log-files-away':
    'The object store that holds the files of the log does not answer, or does not take ours. Look at SANGTO_S3_… and at the store; the log goes on by itself when it is back.',
  'log-checkpoint-damaged': 'The file log/checkpoint cannot be read. Put it back from a backup or a mirror.',
};
