// Which of the named witnesses have signed a checkpoint beside the log.
import type { OpenedCheckpoint } from '../kit/tlog/index.ts';
import type { NamedWitness } from './witness-ports.ts';

export type CosignedBy = Pick<NamedWitness, 'organisation' | 'country'> & {
  /** Of its key. */
  readonly name: string;
};

/** Those whose cosignature stands below a checkpoint that was opened with their keys. */
export const cosignersIn = (
  { cosignatures }: OpenedCheckpoint,
  named: readonly NamedWitness[],
): readonly NamedWitness[] => named.filter((one) => cosignatures.some(({ key }) => key === one.key));

/** A witness as readers are told of it. */
export const cosignedBy = ({ key, organisation, country }: NamedWitness): CosignedBy => ({
  name: key.name,
  organisation,
  country,
});
