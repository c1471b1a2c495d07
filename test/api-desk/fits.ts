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
  if (typeof value === 'number') {
    const below = value < Number(schema.minimum ?? -Infinity);
    return below || value > Number(schema.maximum ?? Infinity) ? [`${at}: out of range`] : [];
  }
  if (Array.isArray(value))
    return value.flatMap((one, i) => misfits(one, (schema.items ?? {}) as Schema, schemas, `${at}[${i}]`));
  return typeof value === 'object' && value !== null ? misfitsOfObject(value, schema, schemas, at) : [];
};

const typeOf = (value: unknown): string => {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'number';
  return typeof value;
};

const misfitsOfText = (value: string, { pattern, minLength = 0, maxLength = Infinity }: Schema, at: string) => {
  if (typeof pattern === 'string' && !new RegExp(pattern, 'u').test(value)) return [`${at}: against ${pattern}`];
  return value.length < Number(minLength) || value.length > Number(maxLength) ? [`${at}: length`] : [];
};

const misfitsOfObject = (value: object, schema: Schema, schemas: Spec['schemas'], at: string): readonly string[] => {
  const properties = (schema.properties ?? {}) as Readonly<Record<string, Schema>>;
  const missing = ((schema.required ?? []) as readonly string[]).filter((name) => !Object.hasOwn(value, name));
  const others = schema.additionalProperties;
  return [
    ...missing.map((name) => `${at}.${name}: missing`),
    ...Object.entries(value).flatMap(([name, one]) => {
      if (Object.hasOwn(properties, name)) return misfits(one, properties[name] ?? {}, schemas, `${at}.${name}`);
      if (typeof others === 'object') return misfits(one, others as Schema, schemas, `${at}.${name}`);
      return others === true ? [] : [`${at}.${name}: not in the document`];
    }),
  ];
};
