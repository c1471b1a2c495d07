// Names of publishers: one that says it is this instance, and one that is taken for another at a glance.
import { looksLike } from '../kit/text/index.ts';

export type Named = { readonly name: string; readonly site: string };

/** This instance, as another publisher might pretend to be it. */
export type Ourselves = { readonly name: string; readonly origin: string };

/** What every instance runs; nobody else publishes under it. */
const product = 'Sáng Tỏ';

// What may stand around a name without making it another one.
const around = new Set(
  [
    ...[
      'official',
      'chính',
      'thức',
      'fact',
      'check',
      'checking',
      'factcheck',
      'kiểm',
      'chứng',
      'team',
      'nhóm',
      'trang',
    ],
    ...['việt', 'nam', 'vietnam', 'vn', 'www', 'com', 'org', 'net', 'the', 'news', 'tin', 'tức', 'page', 'ban'],
  ].flatMap(looksLike),
);

/**
 * Whether a publisher bears our name or the product's, however it is written, or says that our own host is its own. A name of
 * two words or more counts inside another as well: "Tòa soạn Bến Nghé (bản thử)" is read as us, a word alone says little.
 */
export const bearsOurName = ({ name, site }: Named, { name: own, origin }: Ourselves): boolean => {
  if (isOurHost(site, origin)) return true;
  const ours = new Set([own, product, hostOf(origin)].map(atAGlance));
  return holds(name, own) || [name, site].some((one) => ours.has(atAGlance(one)) || ours.has(nameProper(one)));
};

/** Whether all words of our name stand in this one together, in their order. */
const holds = (name: string, own: string): boolean => {
  const words = looksLike(own);
  return words.length > 1 && ` ${looksLike(name).join(' ')} `.includes(` ${words.join(' ')} `);
};

// This machine has many addresses, and an instance that is tried out on it is all of them.
const loopback = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/;

/** Whether an address or a site is one of this instance. */
export const isOurHost = (address: string, origin: string): boolean => {
  const [one, own] = [hostOf(address), hostOf(origin)];
  return one === own || (loopback.test(own) && loopback.test(one));
};

/** Those whose names are taken for this one's at a glance, though they are others. */
export const takenFor = <T extends Named>(one: Named, others: readonly T[]): readonly T[] => {
  const name = atAGlance(one.name);
  if (name === '') return [];
  return others.filter(
    (other) => (other.name !== one.name || other.site !== one.site) && atAGlance(other.name) === name,
  );
};

/** The same of everybody who published what came in together, each once. */
export const publishersTakenFor = <T extends Named>(
  items: readonly { readonly publisher: Named }[],
  others: readonly T[],
): readonly { readonly one: Named; readonly like: T }[] => {
  const each = new Map(items.map(({ publisher }) => [`${publisher.site} ${publisher.name}`, publisher]));
  return [...each.values()].flatMap((one) => takenFor(one, others).map((like) => ({ one, like })));
};

/** The host that stands for an address or a site, without `www.`; in lower case. */
const hostOf = (address: string): string => {
  const whole = /^[a-z][a-z0-9+.-]*:/i.test(address) ? address : `https://${address}`;
  return URL.canParse(whole) ? new URL(whole).hostname.replace(/^www\./, '') : address.toLowerCase();
};

const atAGlance = (name: string): string => looksLike(name).join('');

const nameProper = (name: string): string =>
  looksLike(name)
    .filter((word) => !around.has(word))
    .join('');
