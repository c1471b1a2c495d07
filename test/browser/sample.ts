// The sample content as the tests ask about it: read from where it stands, so that mending a sentence breaks no test.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { UiLang } from '../../src/base/lang.ts';

type Version = { readonly title: string; readonly claim: string; readonly short: string };
export type SampleCheck = {
  readonly slug: string;
  readonly verdict: string;
  readonly versions: Readonly<Record<UiLang, Version>>;
  readonly aliases: readonly { readonly lang: UiLang; readonly text: string }[];
  readonly searches: readonly unknown[];
  readonly corrections: readonly { readonly kind: string }[];
};

const folder = join(import.meta.dirname, '../../demo/checks');

export const sample: readonly SampleCheck[] = readdirSync(folder)
  .filter((name) => name.endsWith('.json'))
  .sort()
  .map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')) as SampleCheck);

/** The first sample check that fits; throws when there is none, because then a test would look at nothing. */
export const sampleWhere = (fits: (check: SampleCheck) => boolean): SampleCheck => {
  const found = sample.find(fits);
  if (found === undefined) throw new Error('no sample check fits');
  return found;
};

/** The check most tests ask about. */
export const lemon: SampleCheck = sampleWhere((check) => check.slug === 'nuoc-chanh-nong-va-ung-thu');

/** Nobody has checked this. */
export const unheardOf: Readonly<Record<UiLang, string>> = {
  vi: 'Con đường ven sông ở xã Mộc Lan sẽ đóng cửa ba tuần vì tổ chim cú',
  en: 'The riverside road in Elmsford will be closed for three weeks because of an owl nest',
};

/** Two things that were checked and one that was not, in one message. */
export const several = (lang: UiLang): string =>
  [lemon, sampleWhere((c) => c.verdict === 'true')]
    .map((c) => c.versions[lang].claim)
    .concat(`${unheardOf[lang]}.`)
    .join('\n');
