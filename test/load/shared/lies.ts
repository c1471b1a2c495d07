// What somebody who holds the disk, or the key as well, could serve in place of a log: each must be refused by whoever looks.
import {
  appendEntries,
  edgeRoot,
  emptyEdge,
  formatBundle,
  formatCheckpoint,
  formatNote,
  parseBundle,
  parseNote,
  parseTilePath,
  type Signer,
  signNote,
  tilePath,
  tileWidth,
} from '../../../src/kit/tlog/index.ts';

type Files = ReadonlyMap<string, Uint8Array>;

export type Lie = {
  readonly what: string;
  /** What is served in the place of a file; null where there is none any more. */
  readonly files: ReadonlyMap<string, Uint8Array | null>;
  /** Who notices: anybody who reads the log, or only whoever kept an earlier checkpoint, or knows the witness's key. */
  readonly seenBy: 'anybody' | 'memory' | 'witness';
};

const encoder = new TextEncoder();

/** The paths of all files of a log of this size. */
export const pathsOf = (size: number): readonly string[] => {
  const paths = ['checkpoint'];
  const add = (level: number | 'entries', count: number) => {
    for (let n = 0; n * tileWidth < count; n++)
      paths.push(tilePath({ level, n, width: Math.min(tileWidth, count - n * tileWidth) }));
  };
  add('entries', size);
  for (let level = 0, count = size; count > 0; level++, count = Math.floor(count / tileWidth)) add(level, count);
  return paths;
};

/** `files`: all of the log that is told about; `before`: its checkpoint of an earlier day. */
export const liesAbout = async (files: Files, before: string, signer: Signer): Promise<readonly Lie[]> => {
  const bundles = [...files.keys()].filter((path) => path.startsWith('tile/entries/')).toSorted(byNumber);
  const leaves = bundles.flatMap((path) => entriesIn(files, path));
  const first = bundles[0] ?? '';
  const some = entriesIn(files, first);
  const forked = await builtAnew([...leaves.slice(0, -1), encoder.encode('{"told":"otherwise"}')], signer);
  const note = noteIn(files.get('checkpoint'));
  const then = noteIn(encoder.encode(before));
  const [log, ...witnesses] = note.signatures;
  const [logThen, ...witnessesThen] = then.signatures;
  const one = (path: string, bytes: Uint8Array | null) => new Map([[path, bytes]]);
  const checkpoint = (...signatures: readonly (typeof log)[]) =>
    one('checkpoint', encoder.encode(formatNote({ text: note.text, signatures: signatures.flatMap((s) => s ?? []) })));
  const anybody = (what: string, lie: Lie['files']): Lie => ({ what, files: lie, seenBy: 'anybody' });
  const memory = (what: string, lie: Lie['files']): Lie => ({ what, files: lie, seenBy: 'memory' });
  const flips = [...kindsOf(files)].map(([kind, path]) =>
    anybody(`a flipped bit in a ${kind}`, one(path, bent(files.get(path) as Uint8Array))),
  );
  const gone = [...kindsOf(files)].map(([kind, path]) => anybody(`a ${kind} that is gone`, one(path, null)));
  return [
    ...flips,
    ...gone,
    anybody('a leaf missing from its bundle', one(first, formatBundle(some.toSpliced(1, 1)))),
    anybody('two leaves of a bundle in the other order', one(first, formatBundle(swapped(some, 1)))),
    anybody('a forked checkpoint over the true tiles', one('checkpoint', forked.get('checkpoint') as Uint8Array)),
    anybody('a stale signature of the log', checkpoint(logThen, ...witnesses)),
    { what: 'a stale signature of the witness', files: checkpoint(log, ...witnessesThen), seenBy: 'witness' },
    memory('a leaf missing, all built and signed anew', await builtAnew(leaves.toSpliced(0, 1), signer)),
    memory('two leaves in the other order, all built and signed anew', await builtAnew(swapped(leaves, 0), signer)),
  ];
};

/** One file of each kind, by its name: tiles of each level and bundles, full ones and partial ones, and the checkpoint. */
const kindsOf = (files: Files): ReadonlyMap<string, string> => {
  const kinds = new Map<string, string>();
  for (const path of files.keys()) {
    const at = parseTilePath(path);
    if (at === undefined) kinds.set('checkpoint', path);
    else {
      const whole = at.width < tileWidth ? 'partial' : 'full';
      kinds.set(`${whole} ${at.level === 'entries' ? 'bundle' : `tile of level ${at.level}`}`, path);
    }
  }
  return kinds;
};

const builtAnew = async (leaves: readonly Uint8Array[], signer: Signer): Promise<Files> => {
  const made = appendEntries(emptyEdge, leaves);
  if (!made.ok) throw new Error(made.error.code);
  const text = formatCheckpoint({ origin: signer.key.name, size: leaves.length, root: edgeRoot(made.value.edge) });
  const checkpoint = encoder.encode(formatNote({ text, signatures: [await signNote(text, signer)] }));
  return new Map([...made.value.files.map(({ path, bytes }) => [path, bytes] as const), ['checkpoint', checkpoint]]);
};

const entriesIn = (files: Files, path: string): readonly Uint8Array[] => {
  const read = parseBundle(files.get(path) as Uint8Array, parseTilePath(path)?.width ?? 0);
  if (!read.ok) throw new Error(`${path}: ${read.error.code}`);
  return read.value;
};

const noteIn = (bytes: Uint8Array | undefined) => {
  const note = parseNote(bytes ?? new Uint8Array());
  if (!note.ok) throw new Error(note.error.code);
  return note.value;
};

const byNumber = (a: string, b: string): number => (parseTilePath(a)?.n ?? 0) - (parseTilePath(b)?.n ?? 0);

const swapped = (leaves: readonly Uint8Array[], at: number): readonly Uint8Array[] =>
  leaves.toSpliced(at, 2, ...leaves.slice(at, at + 2).toReversed());

const bent = (bytes: Uint8Array): Uint8Array => {
  const copy = Uint8Array.from(bytes);
  const at = Math.floor(copy.length / 2);
  copy[at] = (copy[at] as number) ^ 1;
  return copy;
};
