// From what the C2PA reader found to what may be said of it. Technical Specification 2.2, 15 ("Validation").
import { type Day, parseDay } from '../../base/clock.ts';
import type { Provenance } from '../../desk/world.ts';

/** The parts of a manifest store, as the reader gives it in JSON, that are looked at. */
export type ManifestStore = {
  readonly active_manifest?: string;
  readonly validation_state?: string;
  readonly manifests?: Readonly<Record<string, Manifest>>;
};
type Manifest = {
  readonly claim_generator?: string;
  readonly claim_generator_info?: readonly { readonly name?: string; readonly version?: string }[];
  readonly signature_info?: { readonly issuer?: string; readonly time?: string };
  readonly assertions?: readonly { readonly label?: string; readonly data?: unknown }[];
};

type Credentials = Pick<Provenance, 'credentials' | 'signedBy' | 'signedOn' | 'madeWith' | 'declared'>;

export const noCredentials: Credentials = {
  credentials: 'absent',
  signedBy: null,
  signedOn: null,
  madeWith: null,
  declared: null,
};

/**
 * `trusted` only where the reader says so, which needs somebody to trust; `untrusted` where all is whole but the signer is
 * not known; `invalid` for everything else, and then nothing of what the picture says about itself is given on.
 */
export const credentialsOf = (store: ManifestStore): Credentials => {
  const manifest = store.manifests?.[store.active_manifest ?? ''];
  if (manifest === undefined) return { ...noCredentials, credentials: 'invalid' };
  const credentials =
    store.validation_state === 'Trusted' ? 'trusted' : store.validation_state === 'Valid' ? 'untrusted' : 'invalid';
  if (credentials === 'invalid') return { ...noCredentials, credentials };
  return {
    credentials,
    signedBy: short(manifest.signature_info?.issuer),
    signedOn: dayIn(manifest.signature_info?.time),
    madeWith: generatorOf(manifest),
    declared: declaredIn(manifest),
  };
};

const generatorOf = ({ claim_generator, claim_generator_info }: Manifest): string | null => {
  const [first] = claim_generator_info ?? [];
  if (first?.name) return short([first.name, first.version].filter(Boolean).join(' '));
  return short(claim_generator?.replaceAll('/', ' ').replaceAll('_', ' '));
};

/** What any action of the manifest says the picture was made by; a model, where one is named at all. */
const declaredIn = ({ assertions }: Manifest): Provenance['declared'] => {
  const sources = (assertions ?? [])
    .filter(({ label }) => label?.startsWith('c2pa.actions'))
    .flatMap(({ data }) => (data as { readonly actions?: readonly unknown[] } | undefined)?.actions ?? [])
    .map((action) => declaredBy((action as { readonly digitalSourceType?: unknown } | null)?.digitalSourceType));
  return (
    (['by-model', 'partly-by-model', 'by-algorithm', 'camera'] as const).find((one) => sources.includes(one)) ?? null
  );
};

/** IPTC's digital source types (cv.iptc.org/newscodes/digitalsourcetype), as far as they tell a checker something. */
export const declaredBy = (source: unknown): Provenance['declared'] => {
  const name = typeof source === 'string' ? (source.split('/').at(-1) ?? '') : '';
  if (name === 'trainedAlgorithmicMedia' || name === 'trainedAlgorithmicData') return 'by-model';
  if (name === 'compositeWithTrainedAlgorithmicMedia' || name === 'compositeSynthetic') return 'partly-by-model';
  if (name === 'algorithmicMedia' || name === 'virtualRecording' || name === 'digitalArt' || name === 'digitalCreation')
    return 'by-algorithm';
  return name === 'digitalCapture' || name === 'computationalCapture' ? 'camera' : null;
};

const mostLetters = 80;

/** A short plain line, or nothing: it stands in a file that anybody may have written. */
export const short = (text: unknown): string | null => {
  if (typeof text !== 'string') return null;
  const plain = text
    .replace(/\p{C}+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  return plain === '' ? null : plain.slice(0, mostLetters);
};

/** The day in `2026-03-05T…` or `2026:03:05 …`; a whole date that exists, else nothing. */
export const dayIn = (text: unknown): Day | null => {
  const [, year, month, day] = /^(\d{4})[-:](\d{2})[-:](\d{2})/.exec(typeof text === 'string' ? text : '') ?? [];
  return parseDay(`${year}-${month}-${day}`) ?? null;
};
