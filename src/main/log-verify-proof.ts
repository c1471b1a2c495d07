// sangto log verify PROOF: one leaf and the page it tells of, from files that were taken along, without any network.
import { readFile, stat } from 'node:fs/promises';
import { committed } from '../core/leaf.ts';
import { type CheckpointPolicy, hashText, parseProofFile, verifyProofFile } from '../kit/tlog/index.ts';
import { exitCodes } from './exit-codes.ts';
import { logFault, plain } from './log-fault.ts';
import type { Terminal } from './terminal.ts';

const longestFile = 1 << 21;

/** The text of a proof file (c2sp.org/tlog-proof@v1); undefined where the path is none. */
export const proofFileAt = async (path: string): Promise<string | undefined> => {
  const found = await stat(path).catch(() => undefined);
  return found?.isFile() === true && found.size <= longestFile ? readFile(path, 'utf8') : undefined;
};

/** Exit: fine when the leaf is in the log, and the page, where it was given, is what the leaf tells. */
export const verifyProof = async (
  out: Terminal,
  text: string,
  policy: CheckpointPolicy,
  page: string | undefined,
): Promise<number> => {
  if (policy.log.length === 0) {
    out.fail('a proof without the key of its log proves nothing.', "Give --vkey 'name+id+base64'.", 'key-missing');
    return exitCodes.usage;
  }
  const parts = page === undefined ? undefined : await partsAt(page);
  if (page !== undefined && parts === undefined) {
    out.fail(`${page} holds no parts of a proof.`, 'The file from /log/proof/ID.json.', 'parts-malformed');
    return exitCodes.unreadable;
  }
  const file = parseProofFile(text);
  // The leaf goes along in the file, or among the parts; it is hashed, so nothing depends on where it comes from.
  const entry = file.ok && file.value.extra !== undefined ? file.value.extra : new TextEncoder().encode(parts?.entry);
  const verified = file.ok ? await verifyProofFile(text, entry, policy) : file;
  if (!verified.ok) return refused(out, verified.error);
  const { checkpoint, cosignatures, index } = verified.value;
  const missing = policy.witnesses?.find((key) => !cosignatures.some((one) => one.key === key));
  if (missing !== undefined) return refused(out, { code: 'witness-missing', detail: missing.name });
  const leaf = new TextDecoder().decode(entry);
  const says = parts === undefined ? 'not asked' : saysOf(leaf, parts);
  if (says === 'differs') return refused(out, { code: 'page-differs', detail: `leaf ${index}` });
  const root = hashText(checkpoint.root);
  out.give({ origin: checkpoint.origin, size: checkpoint.size, root, index, entry: leaf, page: says });
  out.say(`${plain(checkpoint.origin)}: leaf ${index} of ${checkpoint.size}, root ${root}`);
  out.say(`  ${plain(leaf)}`);
  for (const { key } of cosignatures) out.say(`  witness ${plain(key.name)} saw this tree`);
  if (says === 'holds') out.say('  the page is what this leaf tells');
  if (says === 'erased') out.say('  what opens the hash of the page was erased: its words cannot be compared any more');
  return exitCodes.fine;
};

type Parts = { readonly entry: string; readonly page: string; readonly salt: string | null };

const partsAt = async (path: string): Promise<Parts | undefined> => {
  try {
    const read = JSON.parse(await readFile(path, 'utf8')) as Partial<Parts> | null;
    const { entry, page, salt } = read ?? {};
    if (typeof entry !== 'string' || typeof page !== 'string') return undefined;
    return salt === null || (typeof salt === 'string' && /^(?:[0-9a-f]{2})+$/.test(salt))
      ? { entry, page, salt }
      : undefined;
  } catch {
    return undefined;
  }
};

const saysOf = (leaf: string, { page, salt }: Parts): 'holds' | 'differs' | 'erased' => {
  const { hashes } = JSON.parse(leaf) as { readonly hashes?: { readonly page?: string } };
  if (salt === null || hashes?.page === undefined) return 'erased';
  return committed(salt, page) === hashes.page ? 'holds' : 'differs';
};

const refused = (out: Terminal, error: { readonly code: string; readonly detail?: string }): number => {
  const { problem, fix } = logFault(error);
  out.fail(problem, fix, error.code);
  return exitCodes.refused;
};
