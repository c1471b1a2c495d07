// What is wrong with a log, in words for whoever looked.
import type { Refusal } from '../base/result.ts';

const problems: Readonly<Record<string, string>> = {
  'checkpoint-missing': 'the log serves no checkpoint',
  'checkpoint-malformed': 'the checkpoint is not in the form it must have',
  'checkpoint-other-origin': 'the checkpoint is of another log than the key',
  'note-malformed': 'the checkpoint is not a signed note',
  'note-signature-wrong': 'a signature does not belong to this checkpoint',
  'note-unsigned': 'the checkpoint is not signed by the key you gave',
  'witness-missing': 'a witness you named has not signed',
  'tile-missing': 'a tile or bundle that the checkpoint needs is not there',
  'tile-malformed': 'a tile has not the length it must have',
  'tile-not-in-tree': 'a tile does not hash into the root that was signed',
  'bundle-malformed': 'a bundle does not hold the entries it must hold',
  'entry-not-in-tree': 'an entry is not the one that was logged',
  'since-not-verified': 'the checkpoint you kept does not verify',
  'since-other-log': 'the checkpoint you kept is of another log',
  'since-other-key':
    'the checkpoint you kept is signed by another key than the one you gave, and no leaf of the log says why',
  'log-shrank': 'the log is shorter than it was',
  'log-forked': 'the log does not begin with the tree you kept: its past was changed',
  'log-stale': 'nothing new was signed for longer than you allow',
  'proof-file-malformed': 'the file is no proof of the form c2sp.org/tlog-proof@v1',
  'pages-away': 'the pages of the log’s checks are not shown to this watch, so nothing is known of them',
  'page-differs': 'a check is shown otherwise than it was logged',
  'page-gone': 'a check that was logged is not shown, and was not withdrawn',
  'page-unlogged': 'a check is shown that was never logged',
  'log-away': 'the log could not be read',
  'fetch-too-large': 'a file is larger than it can be',
  'mirror-other-log': 'the folder holds another log',
};

const fixes: Readonly<Record<string, string>> = {
  'log-away': 'Nothing is said about it; try again.',
  'pages-away': 'Try again, and look at the site yourself. What stays away from a watch may be what it would find.',
  'log-stale': 'Ask whoever runs the log, or the witness, whether it still does.',
  'checkpoint-missing': 'Is this the address of the log itself, such as https://check.example.org/log?',
  'since-other-log':
    'Nothing was changed in what you kept. A new log has another name: ask whoever runs it why, keep the old checkpoint, and begin a new one beside it.',
  'since-other-key':
    'The log goes on from it, but ask whoever runs it about the key. Keep the old checkpoint, and begin a new one beside it.',
  'mirror-other-log': 'Give each log a folder of its own.',
};

const keepPage =
  'Keep the page as you see it, and the proof at /log/proof/ID.json: somebody changed it behind the log.';
const keep = 'Keep what you have: the checkpoint and the files are evidence.';

/** The sentence for a refusal, and what to do. */
export const logFault = ({ code, detail }: Refusal): { readonly problem: string; readonly fix: string } => ({
  problem: `${problems[code] ?? code}${detail === undefined ? '' : ` (${plain(detail)})`}.`,
  fix:
    fixes[code] ??
    (code.startsWith('page-')
      ? keepPage
      : code.startsWith('since-')
        ? 'Give the checkpoint as it was served, and the key it was signed with.'
        : keep),
});

/** What a log says of itself, on its way to a terminal: no control characters, no turning of the line, not endless. */
export const plain = (text: string): string => text.slice(0, 200).replace(/\p{C}/gu, '\ufffd');
