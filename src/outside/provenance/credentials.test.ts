import { expect, test } from 'vitest';
import { credentialsOf, dayIn, declaredBy, type ManifestStore, short } from './credentials.ts';

const store = (validation_state: string): ManifestStore => ({
  active_manifest: 'one',
  validation_state,
  manifests: {
    one: {
      claim_generator_info: [{ name: 'Paint Anything', version: '3' }],
      signature_info: { issuer: 'Example Camera Works', time: '2026-03-05T10:11:12+00:00' },
      assertions: [
        { label: 'stds.schema-org.CreativeWork', data: { author: [{ name: 'Nobody Known' }] } },
        {
          label: 'c2pa.actions.v2',
          data: {
            actions: [
              { action: 'c2pa.opened' },
              { digitalSourceType: 'http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia' },
            ],
          },
        },
      ],
    },
  },
});

test('whole credentials are trusted only where the reader trusts the signer', () => {
  expect(credentialsOf(store('Trusted')).credentials).toBe('trusted');
  expect(credentialsOf(store('Valid'))).toEqual({
    credentials: 'untrusted',
    signedBy: 'Example Camera Works',
    signedOn: '2026-03-05',
    madeWith: 'Paint Anything 3',
    declared: 'by-model',
  });
});

test('of broken credentials nothing is given on, and nobody who is named in any', () => {
  for (const state of ['Invalid', '', 'Something new'])
    expect(credentialsOf(store(state))).toEqual({
      credentials: 'invalid',
      signedBy: null,
      signedOn: null,
      madeWith: null,
      declared: null,
    });
  expect(credentialsOf({}).credentials).toBe('invalid');
  expect(JSON.stringify(credentialsOf(store('Trusted')))).not.toContain('Nobody');
});

test('what a picture says it was made by is known by its IPTC word', () => {
  const base = 'http://cv.iptc.org/newscodes/digitalsourcetype/';
  expect(declaredBy(`${base}trainedAlgorithmicMedia`)).toBe('by-model');
  expect(declaredBy(`${base}compositeWithTrainedAlgorithmicMedia`)).toBe('partly-by-model');
  expect(declaredBy(`${base}algorithmicMedia`)).toBe('by-algorithm');
  expect(declaredBy(`${base}digitalCapture`)).toBe('camera');
  for (const other of [`${base}negativeFilm`, '', 7, null, {}]) expect(declaredBy(other)).toBeNull();
});

test('what anybody can have written into a file is one short line, and a day only where there is such a day', () => {
  expect(short('a\n\u202eb\u0000c')).toBe('a b c');
  expect(short('x'.repeat(500))).toHaveLength(80);
  expect(short(' \u200b ')).toBeNull();
  expect(dayIn('2026:03:05 10:11:12')).toBe('2026-03-05');
  for (const none of ['2026:02:30 10:11:12', '0000:00:00 00:00:00', 'yesterday', 20_260_305])
    expect(dayIn(none)).toBeNull();
});
