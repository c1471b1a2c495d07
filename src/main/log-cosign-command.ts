// sangto log cosign: asks the witnesses of the settings to sign the checkpoint of a log that lies in a folder.
import { join } from 'node:path';
import { ok, type Refusal, type Result, refuse } from '../base/result.ts';
import type { ToWitness, Witnessed } from '../desk/index.ts';
import {
  type CheckpointPolicy,
  formatNote,
  type Note,
  openTiles,
  type Proof,
  parseNote,
  planConsistency,
  verifyEd25519,
  withSignatures,
} from '../kit/tlog/index.ts';
import { writeDurably } from '../outside/files/index.ts';
import { askWitnesses } from '../outside/witness/index.ts';
import { exitCodes } from './exit-codes.ts';
import { settingsOrExit } from './instance.ts';
import { fileIn } from './log-copy.ts';
import { logFault, plain } from './log-fault.ts';
import { headIn, keyFix, policyOf } from './log-policy.ts';
import { terminal } from './terminal.ts';
import { witnessProblems } from './witness-words.ts';

type CosignFlags = { readonly vkey: string; readonly config?: string; readonly json?: boolean };

/** Exit: fine when every witness signed; `refused` when one said no, `unavailable` when one could only not be reached. */
export const logCosignCommand = async (folder: string, flags: CosignFlags): Promise<number> => {
  const out = terminal(flags.json ?? false);
  const { witnesses } = settingsOrExit(flags.config === undefined ? {} : { config: flags.config }, out);
  const policy = policyOf(flags);
  if (!policy.ok) {
    out.fail(`${policy.error.field} is no key: ${policy.error.code}`, keyFix, policy.error.code);
    return exitCodes.usage;
  }
  if (witnesses.length === 0) {
    out.fail('no witness is set.', 'Name them in SANGTO_WITNESSES: see docs/operate/settings.md.', 'no-witness');
    return exitCodes.settings;
  }
  const found = await logIn(folder, policy.value);
  if (!found.ok) {
    const { problem, fix } = logFault(found.error);
    out.fail(problem, fix, found.error.code);
    return found.error.code === 'checkpoint-missing' ? exitCodes.unreadable : exitCodes.refused;
  }
  const { note, size, prove } = found.value;
  const port = askWitnesses(witnesses, {
    verify: verifyEd25519,
    now: () => new Date(),
    chance: Math.random,
    patienceMs: 20_000,
  });
  const answers = await port.cosign({ checkpoint: formatNote(note), prove });
  const signatures = answers.flatMap(({ answer }) => (answer.ok ? [answer.value.signature] : []));
  if (signatures.length > 0)
    await writeDurably(join(folder, 'checkpoint'), formatNote(withSignatures(note, signatures)), 0o644);
  out.give({ size, signed: signatures.length, asked: answers.length, witnesses: answers.map(shown) });
  for (const one of answers) out.say(line(one));
  return codeOf(answers);
};

type LogFound = { readonly note: Note; readonly size: number } & Pick<ToWitness, 'prove'>;

/** The checkpoint of a folder, signed by the key and borne out by the tiles at its edge. */
const logIn = async (folder: string, policy: CheckpointPolicy): Promise<Result<LogFound, Refusal>> => {
  const served = await fileIn(folder, 'checkpoint');
  if (served === undefined) return refuse('checkpoint-missing');
  const head = await headIn(served, policy);
  if (!head.ok) return head;
  const note = parseNote(served);
  const tree = head.value.checkpoint;
  const tiles = await openTiles(tree, (path) => fileIn(folder, path));
  if (!note.ok) return note;
  if (!tiles.ok) return tiles;
  const prove = async (oldSize: number): Promise<Proof | undefined> => {
    const proof = await tiles.value.prove(planConsistency(oldSize, tree.size));
    return proof.ok ? proof.value : undefined;
  };
  return ok({ note: note.value, size: tree.size, prove });
};

const codeOf = (answers: readonly Witnessed[]): number => {
  const codes = answers.flatMap(({ answer }) => (answer.ok ? [] : [answer.error.code]));
  if (codes.length === 0) return exitCodes.fine;
  return codes.every((code) => code === 'witness-unreachable') ? exitCodes.unavailable : exitCodes.refused;
};

const shown = ({ witness, answer }: Witnessed) => ({
  name: witness.key.name,
  organisation: witness.organisation,
  country: witness.country,
  ...(answer.ok
    ? { signed: true, time: answer.value.time }
    : { signed: false, code: answer.error.code, detail: answer.error.detail ?? null }),
});

const line = ({ witness, answer }: Witnessed): string => {
  const who = `${plain(witness.key.name)} (${witness.organisation}, ${witness.country})`;
  if (answer.ok) return `${who} signed, ${new Date(answer.value.time * 1000).toISOString()}`;
  const { code, detail } = answer.error;
  return `${who} ${witnessProblems[code]}${detail === undefined ? '' : `: ${plain(detail)}`}`;
};
