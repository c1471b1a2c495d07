// What a witness answered, in words for whoever runs the log.
import type { WitnessFault } from '../desk/index.ts';

/** Follows the name of the witness. */
export const witnessProblems: Readonly<Record<WitnessFault['code'], string>> = {
  'witness-unreachable': 'cannot be reached',
  'witness-resting': 'failed a moment ago and is left alone',
  'witness-refused': 'does not sign this log; does it know its key?',
  'witness-ahead': 'has signed more leaves than there are here: was an older state restored?',
  'witness-saw-another': 'has signed another tree than this one',
  'witness-no-proof': 'needs a proof that these tiles do not give',
  'witness-wrong-answer': 'answered with something that is not its signature',
};
