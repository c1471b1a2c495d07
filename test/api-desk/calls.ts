// A call of one operation, with what its description asks for: of the right shape, and at times of none.
import type { Described, Spec } from './document.ts';
import type { Places } from './places.ts';
import { type Dice, type Seen, valueFor } from './values.ts';

export type Call = {
  readonly method: string;
  readonly path: string;
  readonly body?: string;
  readonly headers: Record<string, string>;
};

/** An address with something in each of its places: mostly what is there, in its own case; at times what belongs nowhere. */
const addressOf = (path: string, places: Places, d: Dice): string => {
  const words = path.split('/');
  const last = words.findLastIndex((word) => word.startsWith('{') && word !== '{number}');
  const chosen = d.late(places[words[last - 1] ?? ''] ?? []);
  return words
    .map((word, i) => {
      if (!word.startsWith('{')) return word;
      if (d.roll(25) === 0)
        return encodeURIComponent(d.of(['x', '0', '-1', '%', 'é', "'", 'me', 'a'.repeat(200)]) ?? 'x');
      const own = word === '{number}' && chosen?.number && d.roll(8) > 0 ? chosen.number : undefined;
      if (word === '{secret}' || word === '{token}') return d.late(places.secrets ?? [])?.id ?? '0'.repeat(32);
      const here = i === last && d.roll(8) > 0 ? chosen?.id : undefined;
      return own ?? here ?? d.of(places[words[i - 1] ?? ''] ?? [])?.id ?? d.of(places.cases ?? [])?.id ?? 'x';
    })
    .join('/');
};

/** An operation of the document, called on something that is there. */
export const callOf = (op: Described, spec: Spec, seen: Seen, places: Places, d: Dice): Call => {
  const { method, path, parameters, body } = op;
  const search = new URLSearchParams();
  for (const { name, in: place, required, schema } of parameters)
    if (place === 'query' && (required === true || d.roll(2) === 0))
      search.append(name, textOf(valueFor(schema, spec.schemas, seen, d, 50)).slice(0, 300));
  if (d.roll(40) === 0) search.append('role', 'owner');
  const address = addressOf(path, places, d) + (search.size === 0 ? '' : `?${search}`);
  const key: Record<string, string> =
    method === 'POST' && d.roll(10) === 0 ? { 'idempotency-key': `k${d.roll(20)}` } : {};
  const [type, content] = Object.entries(body ?? {})[0] ?? [];
  if (type === undefined || content === undefined) return { method, path: address, headers: key };
  const broken = d.roll(40) === 0;
  const value = broken ? undefined : valueFor(content.schema, spec.schemas, seen, d, 60);
  const json = broken ? d.of(['{', 'null', '[]', '{"a":', '"\\u0000"']) : JSON.stringify(value);
  const headers = { ...key, 'content-type': d.roll(50) === 0 ? 'text/plain' : type };
  return { method, path: address, body: json ?? '', headers };
};

const textOf = (value: unknown): string =>
  typeof value === 'string' ? value.toWellFormed() : (JSON.stringify(value) ?? '');
