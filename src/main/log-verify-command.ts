// sangto log verify: everything a log serves, hashed up to what its checkpoint says.
import { readFile } from 'node:fs/promises';
import { ok, type Refusal, refuse } from '../base/result.ts';
import { auditLog, type Checkpoint, hashText, type OpenedCheckpoint } from '../kit/tlog/index.ts';
import { exitCodes } from './exit-codes.ts';
import { logFault, plain } from './log-fault.ts';
import { headIn, type KeyFlags, type KeyTold, keyFix, keyToldWords, policyOf, sinceThen } from './log-policy.ts';
import { LogAway, openLogSource } from './log-source.ts';
import { proofFileAt, verifyProof } from './log-verify-proof.ts';
import { type Terminal, terminal } from './terminal.ts';

type VerifyFlags = KeyFlags & { readonly json?: boolean; readonly since?: string; readonly page?: string };

/** Exit: fine when all of it holds together, `refused` when anything does not. */
export const logVerifyCommand = async (from: string, flags: VerifyFlags): Promise<number> => {
  const out = terminal(flags.json ?? false);
  const policy = policyOf(flags);
  if (!policy.ok) {
    out.fail(`${policy.error.field} is no key: ${policy.error.code}`, keyFix, policy.error.code);
    return exitCodes.usage;
  }
  const file = await proofFileAt(from);
  if (file !== undefined) return verifyProof(out, file, policy.value, flags.page);
  if (flags.page !== undefined) {
    out.fail(`${from} is no proof, so --page says nothing.`, 'Give the file from /log/proof/ID.', 'page-without-proof');
    return exitCodes.usage;
  }
  const kept = flags.since === undefined ? undefined : await readFile(flags.since).catch(() => null);
  const read = await openLogSource(from);
  if (!read.ok || kept === null) {
    const missing = read.ok ? flags.since : from;
    out.fail(`${missing} is not there.`, 'Give an address beginning with https://, or a folder.', 'log-not-there');
    return exitCodes.unreadable;
  }
  try {
    const given = await read.value('checkpoint');
    const head = given === undefined ? refuse('checkpoint-missing') : await headIn(given, policy.value);
    if (!head.ok) return refused(out, head.error);
    const { checkpoint } = head.value;
    const audited = await auditLog(checkpoint, read.value, {
      each: (index) => index % 256 === 255 && out.progress(`${index + 1} of ${checkpoint.size} entries`),
    });
    out.progressDone();
    if (!audited.ok) return refused(out, audited.error);
    const since =
      kept === undefined ? ok(undefined) : await sinceThen(kept, checkpoint, audited.value.tiles, policy.value);
    if (!since.ok) return refused(out, since.error);
    const missing = policy.value.witnesses?.filter((key) => !head.value.cosignatures.some((one) => one.key === key));
    if (missing?.[0] !== undefined) return refused(out, { code: 'witness-missing', detail: missing[0].name });
    tell(out, head.value, audited.value, since.value);
    return exitCodes.fine;
  } catch (error) {
    out.progressDone();
    if (!(error instanceof LogAway)) throw error;
    out.fail(`the log could not be read. ${error.message}`, 'Nothing is said about it; try again.', error.code);
    return error.code === 'fetch-too-large' ? exitCodes.refused : exitCodes.unavailable;
  }
};

const refused = (out: Terminal, error: Refusal): number => {
  const { problem, fix } = logFault(error);
  out.fail(problem, fix, error.code);
  return exitCodes.refused;
};

const tell = (
  out: Terminal,
  { checkpoint, signatures, cosignatures, unknown }: OpenedCheckpoint,
  { entries, bundles }: { readonly entries: number; readonly bundles: number },
  since: { readonly then: Checkpoint; readonly keyTold: KeyTold | undefined } | undefined,
): void => {
  const root = hashText(checkpoint.root);
  const day = (time = 0): string => new Date(time * 1000).toISOString();
  out.give({
    origin: checkpoint.origin,
    size: checkpoint.size,
    root,
    signature: signatures.length > 0 ? 'valid' : 'unchecked',
    entries,
    bundles,
    cosignatures: cosignatures.map(({ key, time }) => ({ name: key.name, id: key.id, time })),
    unknown: unknown.map(({ name, id }) => ({ name, id })),
    since: since === undefined ? null : { size: since.then.size, root: hashText(since.then.root) },
  });
  out.say(`${plain(checkpoint.origin)}: ${checkpoint.size} leaves, root ${root}`);
  out.say(`  every tile hashes into the root, and every one of ${entries} entries into its leaf`);
  if (signatures.length > 0) out.say('  signed by the key you gave');
  else out.say('  no key was given, so no signature was checked: this only says that the log agrees with itself');
  for (const { key, time } of cosignatures) out.say(`  witness ${plain(key.name)} saw this tree, ${day(time)}`);
  for (const { name, id } of unknown) out.say(`  not checked: a signature by ${plain(name)} (${id})`);
  if (since === undefined) return;
  out.say(`  nothing of the first ${since.then.size} leaves has changed since the checkpoint you kept`);
  if (since.keyTold !== undefined) out.say(`  ${keyToldWords(since.keyTold)}`);
};
