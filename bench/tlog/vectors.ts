// The proof vectors of transparency-dev/merkle: those that must hold hold, those that must fail fail.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fromBase64 } from '../../src/base/bytes.ts';
import { verifyConsistency, verifyInclusion } from '../../src/kit/tlog/index.ts';

type Vector = {
  readonly wantErr: boolean;
  readonly desc: string;
  readonly proof: readonly string[] | null;
  readonly leafIdx?: number;
  readonly treeSize?: number;
  readonly root?: string;
  readonly leafHash?: string;
  readonly size1?: number;
  readonly size2?: number;
  readonly root1?: string | null;
  readonly root2?: string | null;
};

/** Prints how many of each kind went as they must; true when all did. */
export const checkVectors = (folder: string): boolean =>
  (['inclusion', 'consistency'] as const)
    .map((kind) => {
      const counts = { hold: 0, refused: 0, wrong: 0 };
      for (const entry of readdirSync(join(folder, kind), { recursive: true, withFileTypes: true })) {
        if (!entry.isFile() || !entry.name.endsWith('.json')) continue;
        const vector = JSON.parse(readFileSync(join(entry.parentPath, entry.name), 'utf8')) as Vector;
        const holds = kind === 'inclusion' ? included(vector) : consistent(vector);
        if (holds === vector.wantErr) {
          counts.wrong++;
          console.log(`wrong: ${kind} ${entry.parentPath.slice(folder.length)}/${entry.name}: ${vector.desc}`);
        } else if (holds) counts.hold++;
        else counts.refused++;
      }
      console.log(`${kind}: ${counts.hold} hold, ${counts.refused} refused as they must be, ${counts.wrong} wrong`);
      return counts.wrong === 0 && counts.hold > 0;
    })
    .every(Boolean);

const included = ({ leafHash, leafIdx = 0, treeSize = 0, root, proof }: Vector): boolean =>
  verifyInclusion(bytesOf(leafHash), leafIdx, { size: treeSize, root: bytesOf(root) }, (proof ?? []).map(bytesOf)).ok;

const consistent = ({ size1 = 0, size2 = 0, root1, root2, proof }: Vector): boolean =>
  verifyConsistency(
    { size: size1, root: bytesOf(root1) },
    { size: size2, root: bytesOf(root2) },
    (proof ?? []).map(bytesOf),
  ).ok;

const bytesOf = (text: string | null | undefined): Uint8Array => fromBase64(text ?? '') ?? new Uint8Array();
