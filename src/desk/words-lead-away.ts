// Public words in the organisation's voice lead to nobody and nowhere else: no number, no account, no address but our own and those of the evidence.
import { type Refusal, refuse } from '../base/result.ts';
import { findUrls } from '../kit/links/index.ts';
import { mask } from '../kit/mask/index.ts';
import type { AppealedThing } from './appeal-ports.ts';
import { clean } from './clean.ts';
import type { World } from './world.ts';

export type WordsLeadAway = Refusal<'appeal-reasons-contact'>;

/**
 * Why words about what was appealed against may not become public, or null. They stay as long as the page does, so one account alone
 * puts no shop and no phone number there. `name` is that of the fields, `origin` our own address.
 */
export const wordsLeadAway = async (
  { keyed, reads }: Pick<World, 'keyed' | 'reads'>,
  { kind, slug }: Pick<AppealedThing, 'kind' | 'slug'>,
  words: Readonly<Record<string, string>>,
  { name, origin }: { readonly name: 'reasons' | 'because' | 'why'; readonly origin: string | undefined },
): Promise<{ readonly ok: false; readonly error: WordsLeadAway } | null> => {
  const check = kind === 'check' && slug !== null ? await reads.check(slug) : undefined;
  const allowed = new Set([origin, ...(check?.evidence ?? []).map(({ url }) => url)].flatMap(hostOf));
  const wrong = Object.entries(words).find(
    ([, text]) => clean(keyed, text).marks.length > 0 || findUrls(text).some(({ url }) => !stays(url, allowed)),
  );
  return wrong === undefined ? null : refuse('appeal-reasons-contact', { field: `${name}-${wrong[0]}` });
};

/** On a host that is allowed, and without a number or an account behind the path. */
const stays = (url: string, allowed: ReadonlySet<string>): boolean =>
  hostOf(url).some((host) => allowed.has(host)) && mask(behindPath(url)).found.length === 0;

const behindPath = (url: string): string => url.replace(/^[^?#]*/, '').replace(/[?&#=+]/g, ' ');

const hostOf = (url: string | null | undefined): readonly string[] => {
  const host = url ? URL.parse(url)?.host : undefined;
  return host === undefined ? [] : [host.replace(/^www\./, '')];
};
