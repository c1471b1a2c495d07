import { expect, test } from 'vitest';
import { testServer } from '../in-memory/server.ts';
import { documentOf, type Schema } from './document.ts';
import { misfits } from './fits.ts';

const fits = (value: unknown, schema: Schema) => misfits(value, schema, {}).length === 0;

test('each keyword that the document uses refuses what it rules out', () => {
  for (const [schema, good, bad] of [
    [{ type: 'string', format: 'date' }, '2028-02-29', '2027-02-29'],
    [{ type: 'string', format: 'date-time' }, '2026-11-20T10:00:00.000Z', '2026-11-20 10:00'],
    [{ type: 'string', format: 'date-time' }, '2026-11-20T23:59:59+07:00', '2026-11-20T24:00:00Z'],
    [{ type: 'string', format: 'uuid' }, '0d4f6e0a-3c1b-4d5e-8f90-a1b2c3d4e5f6', '0d4f6e0a-3c1b-4d5e-8f90-a1b2c3d4e5f'],
    [{ type: 'string', format: 'uri' }, 'https://who.int/salt', 'who.int'],
    [{ type: 'string', pattern: '^a+$' }, 'aa', 'ab'],
    [{ type: 'string', minLength: 2, maxLength: 3 }, 'ab', 'abcd'],
    [{ type: 'array', minItems: 1 }, [1], []],
    [{ type: 'array', maxItems: 1 }, [1], [1, 2]],
    [{ type: 'array', items: { type: 'integer' } }, [1, 2], [1, 1.5]],
    [{ type: 'number', minimum: 0, maximum: 1 }, 1, 1.1],
    [{ type: 'number', exclusiveMinimum: 0 }, 0.1, 0],
    [{ type: 'number', exclusiveMaximum: 1 }, 0.9, 1],
    [{ type: 'object', propertyNames: { enum: ['vi', 'en'] }, additionalProperties: true }, { vi: 1 }, { fr: 1 }],
    [{ type: 'object', properties: { a: { type: 'string' } }, required: ['a'] }, { a: '' }, {}],
    [{ type: 'object', properties: { a: { type: 'string' } } }, { a: '' }, { b: '' }],
    [{ type: ['string', 'null'], format: 'date' }, null, 'x'],
    [{ enum: ['a'] }, 'a', 'b'],
    [{ const: true }, true, false],
    [{ anyOf: [{ type: 'null' }, { type: 'string' }] }, null, 1],
  ] as const)
    expect([schema, fits(good, schema), fits(bad, schema)]).toEqual([schema, true, false]);
});

test('a keyword or a format that is not judged stops the test, and the document has none', async () => {
  expect(() => fits('x', { type: 'string', contentEncoding: 'base64' })).toThrow('contentEncoding');
  expect(() => fits('x', { type: 'string', format: 'hostname' })).toThrow('hostname');
  const spec = await documentOf(testServer().server);
  const kinds = new Set<string>();
  const collect = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    if ('format' in value && typeof value.format === 'string') kinds.add(value.format);
    for (const one of Object.values(value)) collect(one);
  };
  collect(spec);
  expect([...kinds].sort()).toEqual(['binary', 'date', 'date-time', 'uuid']);
});

test('of what a standing follows from, the document asks only for what every cut tells', async () => {
  const { required, properties } = (await documentOf(testServer().server)).schemas.StandingWhy!;
  const asked = new Set(required as readonly string[]);
  const spared = Object.keys(properties as object).filter((name) => !asked.has(name));
  expect(spared.sort()).toEqual(['before', 'consensus', 'needs', 'stoodDays', 'wasDoubted']);
});
