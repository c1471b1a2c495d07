// Hashes of a tree (RFC 6962, section 2.1): a leaf and a node begin with different bytes, so that neither passes for the other.
import { fromBase64, toBase64 } from '../../base/bytes.ts';
import { sha256 } from './sha256.ts';

/** 32 bytes of SHA-256. */
export type Hash = Uint8Array;

export const hashLength = 32;

const leafMark = Uint8Array.of(0);
const nodeMark = Uint8Array.of(1);

/**
 * The hash of an entry as a leaf: SHA-256(0x00 ‖ entry).
 *
 * ```ts
 * hashText(leafHash(new Uint8Array())) // 'bjQLnP+zepicpUTmu3gKLHiQHT+zNzh2hRGjBhevoB0='
 * ```
 */
export const leafHash = (entry: Uint8Array): Hash => sha256(leafMark, entry);

/** The hash of two neighbours: SHA-256(0x01 ‖ left ‖ right). */
export const nodeHash = (left: Hash, right: Hash): Hash => sha256(nodeMark, left, right);

/** The root of a tree without leaves: SHA-256 of nothing. */
export const emptyRoot: Hash = sha256();

export const sameHash = (a: Hash, b: Hash): boolean => a.length === b.length && a.every((byte, i) => byte === b[i]);

/** A hash in standard base64, as checkpoints and proofs write it. */
export const hashText = (hash: Hash): string => toBase64(hash);

/** Reads what `hashText` writes; undefined for anything else. */
export const parseHash = (text: string): Hash | undefined => {
  const bytes = text.length === 44 ? fromBase64(text) : undefined;
  return bytes?.length === hashLength ? bytes : undefined;
};
