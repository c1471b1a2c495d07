// Values for requests, out of the document's schemas: such as fit, odd ones, hostile ones, and ids seen in earlier replies.
import fc from 'fast-check';
import { resolved, type Schema, type Spec } from './document.ts';

/** Strings and numbers met so far; what came last is likelier to be used. */
export type Seen = {
  readonly add: (value: unknown) => void;
  readonly texts: readonly string[];
  readonly numbers: readonly number[];
  /** Values for fields of a name. */
  readonly named: Map<string, readonly string[]>;
};

const mostSeen = 400;

export const createSeen = (): Seen => {
  const texts: string[] = [];
  const numbers: number[] = [];
  const put = <T>(list: T[], value: T) => {
    const at = list.indexOf(value);
    if (at >= 0) list.splice(at, 1);
    list.push(value);
    if (list.length > mostSeen) list.shift();
  };
  const add = (value: unknown): void => {
    if (typeof value === 'string' && value.length <= 200) put(texts, value);
    else if (typeof value === 'number' && Number.isInteger(value)) put(numbers, value);
    else if (typeof value === 'object' && value !== null) for (const one of Object.values(value)) add(one);
  };
  return { add, texts, numbers, named: new Map() };
};

const hostile = [
  "'; drop table checks; --",
  '"><script>alert(1)</script>',
  '../../../etc/passwd',
  '{{7*7}}#{7*7}',
  '\u202Egpj.exe',
  'a\u0000b',
  '\uD800',
  '%00%0a',
  '🇻🇳'.repeat(300),
  '\r\nSet-Cookie: a=b',
  '__proto__',
  'constructor',
  'null',
  '0000-01-01',
  '9999-12-31',
  '2026-02-30',
  'https://169.254.169.254/latest',
  'https://www.facebook.com/nguoi/posts/1234567890',
  'javascript:alert(1)',
  ' ',
  '',
];
const plain = [
  'Uống nước ấm mỗi sáng làm tan sỏi thận',
  'The bridge was closed on 12 October 2026',
  'Bộ Y tế',
  'https://who.int/salt',
  '2026-11-12',
  '2027-11-19',
  '2027-01-01T08:00Z',
  'health',
  'uong-nuoc-am',
  'vi',
  'en',
];
const sentences = plain.slice(0, 2);
/** What fields of a name are good for. */
const hints: Readonly<Record<string, readonly string[]>> = {
  url: ['https://who.int/salt', 'https://hooks.example.org/b'],
  archivedUrl: ['https://web.archive.org/web/2026/https://who.int/salt'],
  appearances: ['https://bao.example/muoi'],
  links: ['https://who.int/salt'],
  topics: ['health', 'scam'],
  slug: ['toi-song', 'nuoc-am', 'toi-song-ung-thu'],
  passage: ['vi.title', 'en.known'],
  read: ['vi', 'en'],
  asOf: ['2026-11-12', '2026-11-19'],
  reviewBy: ['2027-11-19'],
  email: ['chi.lan@example.org'],
  vi: sentences,
  en: sentences,
};
const odd: readonly unknown[] = [null, true, -1, 0, 1.5, 1e21, 2 ** 53, 2 ** 31, [], {}, [[]], 'x'.repeat(25_000)];
/** Fields that no operation names. */
const extras = ['role', 'state', 'published', 'approvedBy', 'submittedBy', 'staff_id', '__proto__', 'id', 'rights'];

/** A die: the same seed gives the same throws. */
export const dice = (seed: number) => {
  let state = seed | 0;
  const roll = (sides: number): number => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) % sides;
  };
  return {
    roll,
    of: <T>(list: readonly T[]): T | undefined => list[roll(list.length || 1)],
    /** The later ones of a list more often. */
    late: <T>(list: readonly T[]): T | undefined =>
      list[list.length - 1 - Math.min(roll(list.length || 1), roll(list.length || 1))],
    text: (): string =>
      fc.sample(fc.string({ unit: 'binary', maxLength: 40 }), { seed: roll(2 ** 31), numRuns: 1 })[0] ?? '',
  };
};
export type Dice = ReturnType<typeof dice>;

/** A value for a schema; about one in `rarity` places holds what does not belong there. */
export const valueFor = (
  given: Schema,
  schemas: Spec['schemas'],
  seen: Seen,
  d: Dice,
  rarity: number,
  name = '',
): unknown => {
  const schema = resolved(given, schemas);
  if (d.roll(rarity) === 0) return d.roll(2) === 0 ? d.of(odd) : d.roll(3) === 0 ? d.text() : d.of(hostile);
  const any = (schema.anyOf ?? schema.oneOf) as readonly Schema[] | undefined;
  if (any !== undefined) return valueFor(d.of(any) ?? {}, schemas, seen, d, rarity, name);
  if (schema.enum !== undefined) return d.of(schema.enum as readonly unknown[]);
  if (schema.const !== undefined) return schema.const;
  const types = typesOf(schema);
  const type = types.includes('null') && d.roll(3) === 0 ? 'null' : types.find((one) => one !== 'null');
  switch (type) {
    case 'string':
      return textFor(schema, seen, d, name);
    case 'integer':
    case 'number':
      return numberFor(schema, seen, d, name);
    case 'boolean':
      return d.roll(2) === 0;
    case 'array':
      return Array.from({ length: d.roll(4) + (schema.minItems ? 1 : 0) }, () =>
        valueFor((schema.items ?? {}) as Schema, schemas, seen, d, rarity, name),
      );
    case 'object':
      return objectFor(schema, schemas, seen, d, rarity);
    default:
      return null;
  }
};

const typesOf = ({ type = 'object' }: Schema): readonly string[] => (Array.isArray(type) ? type : [type]).map(String);

/** One that fits, out of what was seen or is shipped here. */
const textFor = ({ pattern, format, maxLength = Infinity }: Schema, seen: Seen, d: Dice, name: string): string => {
  const hint = seen.named.get(name) ?? hints[name];
  if (hint !== undefined && d.roll(5) > 0) return d.of(hint) ?? '';
  const fits = (text: string) =>
    text.length <= Number(maxLength) &&
    (typeof pattern !== 'string' || new RegExp(pattern, 'u').test(text)) &&
    (format !== 'date' || /^\d{4}-\d\d-\d\d$/.test(text)) &&
    (format !== 'uuid' || /^[0-9a-f-]{36}$/.test(text));
  const met = [...seen.texts, ...seen.numbers.map(String)].filter(fits);
  const shipped = plain.filter(fits);
  if (met.length > 0 && (shipped.length === 0 || d.roll(3) > 0)) return d.late(met) ?? '';
  return d.of(shipped) ?? d.of(plain) ?? '';
};

const numberFor = ({ minimum = 0, maximum = 100 }: Schema, seen: Seen, d: Dice, name: string): number => {
  const named = seen.named.get(name);
  if (named !== undefined && named.length > 0) return Number(d.of(named));
  const low = Number(minimum);
  const high = Math.min(Number(maximum), low + (d.roll(4) === 0 ? 50 : 2));
  const met = seen.numbers.filter((n) => n >= low && n <= Number(maximum));
  if (met.length > 0 && d.roll(4) === 0) return d.late(met) ?? low;
  return d.roll(6) === 0 ? Number(maximum) : low + d.roll(high - low + 1);
};

const objectFor = (schema: Schema, schemas: Spec['schemas'], seen: Seen, d: Dice, rarity: number): unknown => {
  const required = new Set((schema.required ?? []) as readonly string[]);
  const made: [string, unknown][] = [];
  for (const [name, one] of Object.entries((schema.properties ?? {}) as Readonly<Record<string, Schema>>))
    if (required.has(name) || name === 'vi' ? d.roll(rarity * 2) > 0 : d.roll(2) === 0)
      made.push([name, valueFor(one, schemas, seen, d, rarity, name)]);
  if (d.roll(rarity * 2) === 0) made.push([d.of(extras) ?? 'role', d.late(seen.texts) ?? 'owner']);
  return Object.fromEntries(made);
};
