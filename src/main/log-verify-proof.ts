// sangto log verify PROOF: one leaf and the texts it tells of, from files that were taken along, without any network.
import { readFile, stat } from 'node:fs/promises';
import { type Commitments, committed } from '../core/leaf.ts';
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

/** Exit: fine when the leaf is in the log, and each text that was given beside it is what the leaf tells. */
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
  if (says === 'holds') out.say(`  ${heldIn(parts)} is what this leaf tells`);
  if (says === 'erased') out.say('  what opens the hash of the page was erased: its words cannot be compared any more');
  if (says === 'wordless') out.say('  it seals no text: what it tells is all in the entry');
  return exitCodes.fine;
};

/** Texts by the names of their hashes; null where the text or what opens it was not handed out. */
type Parts = {
  readonly entry: string;
  readonly texts: readonly (readonly [name: string, OneText | null])[];
};
type OneText = { readonly text: string; readonly salt: string };

const partsAt = async (path: string): Promise<Parts | undefined> => {
  try {
    const read = JSON.parse(await readFile(path, 'utf8')) as Partial<Given> | null;
    const { entry, page, salt } = read ?? {};
    if (typeof entry !== 'string') return undefined;
    // Parts of before there were other leaves than those of checks hold the page alone.
    const alone = typeof page === 'string' ? [['page', { text: page, salt }] as const] : [];
    if (read?.texts === undefined && alone.length === 0) return undefined;
    // The page is told twice where there are other texts: whoever opens the file may read either.
    const texts = [...Object.entries(read?.texts ?? {}), ...alone].flatMap(([name, one]) => {
      const text = textFrom(one);
      return text === undefined ? [] : [[name, text] as const];
    });
    const every = texts.length === Object.keys(read?.texts ?? {}).length + alone.length;
    return every ? { entry, texts } : undefined;
  } catch {
    return undefined;
  }
};

type Text = { readonly text?: unknown; readonly salt?: unknown };
type Given = {
  readonly entry: unknown;
  readonly page: unknown;
  readonly salt: unknown;
  readonly texts: Readonly<Record<string, Text>>;
};

const textFrom = ({ text, salt }: Text): OneText | null | undefined => {
  if (text === null || salt === null) return null;
  return typeof text === 'string' && typeof salt === 'string' && /^(?:[0-9a-f]{2})+$/.test(salt)
    ? { text, salt }
    : undefined;
};

const saysOf = (leaf: string, { texts }: Parts): 'holds' | 'differs' | 'erased' | 'wordless' => {
  const hashes = (JSON.parse(leaf) as { readonly hashes?: Commitments }).hashes ?? {};
  if (Object.keys(hashes).length === 0) return 'wordless';
  const opened = texts.flatMap(([name, text]) => (text === null ? [] : [{ name, ...text }]));
  // A text that the leaf knows nothing of is nothing that it tells.
  if (opened.some(({ name, text, salt }) => committed(salt, text) !== hashes[name])) return 'differs';
  return opened.length === 0 ? 'erased' : 'holds';
};

/** Which texts were compared, by name. */
const heldIn = (parts: Parts | undefined): string =>
  [...new Map(parts?.texts)]
    .flatMap(([name, text]) => (text === null ? [] : [name === 'page' ? 'the page' : `the text "${plain(name)}"`]))
    .join(', ');

const refused = (out: Terminal, error: { readonly code: string; readonly detail?: string }): number => {
  const { problem, fix } = logFault(error);
  out.fail(problem, fix, error.code);
  return exitCodes.refused;
};
