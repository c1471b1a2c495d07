// Which of the named witnesses have signed a checkpoint beside the log.
import { openCheckpoint, type Signer, verifyEd25519 } from '../kit/tlog/index.ts';
import type { NamedWitness } from './witness-ports.ts';

export type CosignedBy = Pick<NamedWitness, 'organisation' | 'country'> & {
  /** Of its key. */
  readonly name: string;
};

/** Those whose cosignature verifies; none where the checkpoint itself does not. */
export const cosignersOf = async (
  checkpoint: string,
  signers: readonly Signer[],
  named: readonly NamedWitness[],
): Promise<readonly NamedWitness[]> => {
  const [log, witnesses] = [signers.map(({ key }) => key), named.map(({ key }) => key)];
  const opened = await openCheckpoint(checkpoint, { log, witnesses, verify: verifyEd25519 });
  const signed = opened.ok ? opened.value.cosignatures : [];
  return named.filter((one) => signed.some(({ key }) => key === one.key));
};

/** A witness as readers are told of it. */
export const cosignedBy = ({ key, organisation, country }: NamedWitness): CosignedBy => ({
  name: key.name,
  organisation,
  country,
});
