export { canonicalJson, type Json } from '../../base/canonical-json.ts';
export {
  type AddCheckpoint,
  formatAddCheckpoint,
  type GoesOnFault,
  goesOnFrom,
  longestAddCheckpoint,
  parseAddCheckpoint,
  signedByLog,
} from './add-checkpoint.ts';
export { type Audited, auditLog } from './audit-log.ts';
export {
  type Checkpoint,
  type CheckpointFault,
  type CheckpointPolicy,
  formatCheckpoint,
  type OpenedCheckpoint,
  openCheckpoint,
  parseCheckpoint,
} from './checkpoint.ts';
export { ed25519Signer, signerOf, verifyEd25519 } from './ed25519.ts';
export { appendEntries, type Edge, edgeRoot, emptyEdge, type LogFile } from './edge.ts';
export { formatBundle, longestEntry, parseBundle } from './entry-bundle.ts';
export { emptyRoot, type Hash, hashText, leafHash, nodeHash, parseHash, sameHash } from './hash.ts';
export {
  formatSecretKey,
  formatVerifierKey,
  type KeyFault,
  keyId,
  parseSecretKey,
  parseVerifierKey,
  type SecretKey,
  type VerifierKey,
  verifierKey,
} from './keys.ts';
export { type NoProof, type Proof, type ProofPlan, planConsistency, planInclusion, proofOf } from './make-proof.ts';
export { type MemoryTree, memoryTree } from './memory-tree.ts';
export { newKey } from './new-key.ts';
export {
  formatNote,
  type Note,
  type NoteFault,
  type NoteSignature,
  noteLine,
  openNote,
  parseNote,
  type VerifiedSignature,
  type VerifySignature,
  withSignatures,
} from './note.ts';
export { openTiles, type ReadFile, type Tiles, type TilesFault } from './open-tiles.ts';
export { formatProofFile, type ProofFile, parseProofFile, verifyProofFile } from './proof-file.ts';
export { emptyRange, grown, type Range, rangeRoot, treeRoot } from './range.ts';
export { sha256 } from './sha256.ts';
export { cosign, type Signer, signNote } from './sign-note.ts';
export { isSignatureType, type SignatureType } from './signature-types.ts';
export type { NodeAt } from './subtrees.ts';
export { parseTilePath, type TileAt, tilePath, tileWidth } from './tile-path.ts';
export { type ProofFault, type TreeHead, verifyConsistency, verifyInclusion } from './verify-proof.ts';
