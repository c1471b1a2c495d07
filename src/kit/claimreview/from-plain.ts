import type { Draft } from './draft.ts';
import { addressesOf, firstWords, isObject, type Loose, type LooseObject } from './loose-json.ts';
import table from './plain-fields.json' with { type: 'json' };

/** The fields a table or plain JSON may have, as keys of `ReadHints.mapping`. */
export const plainFields = [
  'claim',
  'title',
  'summary',
  'body',
  'verdict',
  'url',
  'id',
  'publisher',
  'site',
  'lang',
  'date',
  'claimDate',
  'claimant',
  'appearance',
  'licence',
] as const;
export type PlainField = (typeof plainFields)[number];

type Mapping = Readonly<Record<string, string>> | undefined;

/** The field a column name or JSON key stands for (`vclaim_id`, `Kết luận`, `reviewUrl`), by the caller's mapping, then by the table. */
export const fieldNamed = (name: string, mapping?: Mapping): PlainField | undefined => {
  const mapped = plainFields.find((field) => mapping?.[field] === name);
  if (mapped !== undefined) return mapped;
  const known = byName.get(foldName(name));
  return known !== undefined && mapping?.[known] === undefined ? known : undefined;
};

/** Whether a JSON object is a plain item: it has a claim, by the caller's mapping or by name. */
export const isPlainItem = (node: LooseObject, mapping?: Mapping): boolean =>
  firstWords(reach(node, mapping?.claim)) !== undefined ||
  Object.keys(node).some((key) => fieldNamed(key, mapping) === 'claim');

/** Draft of one row or plain object. Who wrote it or said it (`author`, `speaker`) has no field here and is not read. */
export const fromPlain = (node: LooseObject, mapping?: Mapping): Draft => {
  const fields = new Map<PlainField, Loose>();
  let dayFirst = false;
  for (const [key, value] of Object.entries(node)) {
    const field = fieldNamed(key, mapping);
    if (field !== undefined && !fields.has(field) && !isEmpty(value)) fields.set(field, value);
    if ((field === 'date' || field === 'claimDate') && foldName(key).startsWith('ngay')) dayFirst = true;
  }
  for (const field of plainFields) {
    const value = reach(node, mapping?.[field]);
    if (!isEmpty(value)) fields.set(field, value);
  }
  const words = (field: PlainField): string | undefined => firstWords(fields.get(field));
  const publisher = fields.get('publisher');
  return {
    claim: words('claim'),
    title: words('title'),
    summary: words('summary'),
    body: words('body'),
    label: words('verdict'),
    addresses: addressesOf(fields.get('url')),
    id: words('id'),
    publisherName: isObject(publisher) ? firstWords(publisher.name) : words('publisher'),
    publisherSite: (isObject(publisher) ? firstWords(publisher.site, publisher.url) : undefined) ?? words('site'),
    lang: fields.get('lang'),
    claimedOn: fields.get('claimDate'),
    reviewedOn: fields.get('date'),
    dayFirst,
    claimant: words('claimant'),
    appearances: addressesOf(fields.get('appearance')).flatMap((one) => one.split(/\s+/)),
    licence: words('licence'),
    needsRating: false,
  };
};

const isEmpty = (value: Loose): boolean => value === undefined || value === null || value === '';

const reach = (node: LooseObject, path: string | undefined): Loose => {
  if (path === undefined) return undefined;
  if (Object.hasOwn(node, path)) return node[path];
  let value: Loose = node;
  for (const step of path.split('.')) value = isObject(value) ? value[step] : undefined;
  return value;
};

function foldName(name: string): string {
  return name
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .normalize('NFD')
    .replace(/[\u0300-\u036F]/g, '')
    .toLowerCase()
    .replaceAll('đ', 'd')
    .replace(/[^a-z0-9]+/g, ' ')
    .trim();
}

const byName: ReadonlyMap<string, PlainField> = new Map(
  plainFields.flatMap((field) => table[field].map((name): [string, PlainField] => [foldName(name), field])),
);
