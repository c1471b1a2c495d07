// Pictures that are really signed, as the product's own process reads them. No key and no picture is kept anywhere.
import { expect, test } from 'vitest';
import { provenanceReader } from '../../src/outside/provenance/index.ts';
import { madeWith, picturesOfEachKind, signedBy } from './signed-pictures.ts';

const { anchors, kinds } = await picturesOfEachKind();
const trustsNobody = provenanceReader();
const trustsOne = provenanceReader({ anchors });
const nothingNoted = { takenOn: null, camera: null, software: null };
const said = { signedBy, signedOn: null, madeWith, declared: 'by-model' };
const nothingSaid = { signedBy: null, signedOn: null, madeWith: null, declared: null };

test('whole credentials are untrusted as long as nobody is trusted, and tell what the picture says of itself', async () => {
  expect(await trustsNobody(kinds.signed.bytes)).toEqual({
    ok: true,
    value: { credentials: 'untrusted', ...said, ...nothingNoted },
  });
});

test('they are trusted once the root of their signer is, and nobody else who writes the same name is', async () => {
  expect(await trustsOne(kinds.signed.bytes)).toEqual({
    ok: true,
    value: { credentials: 'trusted', ...said, ...nothingNoted },
  });
  expect(await trustsOne(kinds['by somebody else'].bytes)).toMatchObject({ value: { credentials: 'untrusted' } });
});

test.each(['tampered', 'broken'] as const)(
  '%s credentials are invalid also where their signer is trusted, and nothing in them is told',
  async (kind) => {
    for (const read of [trustsNobody, trustsOne])
      expect(await read(kinds[kind].bytes)).toEqual({
        ok: true,
        value: { credentials: 'invalid', ...nothingSaid, ...nothingNoted },
      });
  },
);

test('a picture without any is absent, whoever is trusted', async () => {
  for (const read of [trustsNobody, trustsOne])
    expect(await read(kinds.absent.bytes)).toEqual({
      ok: true,
      value: { credentials: 'absent', ...nothingSaid, ...nothingNoted },
    });
});
