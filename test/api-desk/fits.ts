// Whether a value is what a schema of the document says; a property that it does not name is one too many.
import { resolved, type Schema, type Spec } from './document.ts';

const known = new Set([
  ...['type', 'enum', 'const', 'anyOf', 'oneOf', 'properties', 'required', 'additionalProperties', 'items', 'format'],
  ...['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'minLength', 'maxLength', 'minItems', 'maxItems'],
  ...['pattern', 'description', 'example', 'default', 'readOnly', 'propertyNames'],
]);

/** What does not fit, by its place in the value; none when all does. Throws at a keyword that it cannot judge. */
export const misfits = (value: unknown, given: Schema, schemas: Spec['schemas'], at = '$'): readonly string[] => {
  const schema = resolved(given, schemas);
  for (const keyword of Object.keys(schema)) if (!known.has(keyword)) throw new Error(`unjudged keyword ${keyword}`);
  const any = (schema.anyOf ?? schema.oneOf) as readonly Schema[] | undefined;
  if (any !== undefined) {
    const tries = any.map((one) => misfits(value, one, schemas, at));
    return tries.some((found) => found.length === 0) ? [] : (tries[0] ?? []);
  }
  if (schema.enum !== undefined && !(schema.enum as readonly unknown[]).includes(value)) return [`${at}: not in enum`];
  if (schema.const !== undefined && schema.const !== value) return [`${at}: not the constant`];
  const types = schema.type === undefined ? [] : [schema.type].flat();
  if (types.length > 0 && !types.includes(typeOf(value)) && !(types.includes('number') && typeOf(value) === 'integer'))
    return [`${at}: ${typeOf(value)} for ${types.join('|')}`];
  if (schema.type === undefined && schema.properties === undefined) return [];
  if (typeof value === 'string') return misfitsOfText(value, schema, at);
  if (typeof value === 'number') return inRange(value, schema) ? [] : [`${at}: out of range`];
  if (Array.isArray(value)) {
    const { minItems = 0, maxItems = Infinity } = schema;
    if (value.length < Number(minItems) || value.length > Number(maxItems)) return [`${at}: ${value.length} items`];
    return value.flatMap((one, i) => misfits(one, (schema.items ?? {}) as Schema, schemas, `${at}[${i}]`));
  }
  return typeof value === 'object' && value !== null ? misfitsOfObject(value, schema, schemas, at) : [];
};

const typeOf = (value: unknown): string => {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'number';
  return typeof value;
};

const inRange = (value: number, { minimum, maximum, exclusiveMinimum, exclusiveMaximum }: Schema): boolean =>
  value >= Number(minimum ?? -Infinity) &&
  value <= Number(maximum ?? Infinity) &&
  (exclusiveMinimum === undefined || value > Number(exclusiveMinimum)) &&
  (exclusiveMaximum === undefined || value < Number(exclusiveMaximum));

const isDay = (text: string): boolean => {
  const at = new Date(`${text}T00:00:00Z`);
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text);
};

/** RFC 3339, RFC 9562 and RFC 3986, as far as JSON Schema's names of formats go that the document uses. */
const formats: Readonly<Record<string, (text: string) => boolean>> = {
  date: isDay,
  'date-time': (text) =>
    isDay(text.slice(0, 10)) &&
    /^.{10}T([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d+)?)?(Z|[+-]([01]\d|2[0-3]):[0-5]\d)$/.test(text),
  uuid: (text) => /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(text),
  uri: (text) => URL.canParse(text),
  // Bytes are judged by whoever reads them.
  binary: () => true,
};

const misfitsOfText = (value: string, schema: Schema, at: string): readonly string[] => {
  const { pattern, minLength = 0, maxLength = Infinity, format } = schema;
  if (typeof format === 'string') {
    const fits = formats[format];
    if (fits === undefined) throw new Error(`unjudged format ${format}`);
    if (!fits(value)) return [`${at}: no ${format}`];
  }
  if (typeof pattern === 'string' && !new RegExp(pattern, 'u').test(value)) return [`${at}: against ${pattern}`];
  return value.length < Number(minLength) || value.length > Number(maxLength) ? [`${at}: length`] : [];
};

const misfitsOfObject = (value: object, schema: Schema, schemas: Spec['schemas'], at: string): readonly string[] => {
  const properties = (schema.properties ?? {}) as Readonly<Record<string, Schema>>;
  const missing = ((schema.required ?? []) as readonly string[]).filter((name) => !Object.hasOwn(value, name));
  const others = schema.additionalProperties;
  const names = schema.propertyNames as Schema | undefined;
  return [
    ...(names === undefined ? [] : Object.keys(value).flatMap((name) => misfits(name, names, schemas, `${at}[name]`))),
    ...missing.map((name) => `${at}.${name}: missing`),
    ...Object.entries(value).flatMap(([name, one]) => {
      if (Object.hasOwn(properties, name)) return misfits(one, properties[name] ?? {}, schemas, `${at}.${name}`);
      if (typeof others === 'object') return misfits(one, others as Schema, schemas, `${at}.${name}`);
      return others === true ? [] : [`${at}.${name}: not in the document`];
    }),
  ];
};
