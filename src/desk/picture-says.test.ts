import { expect, test } from 'vitest';
import { ok, refuse } from '../base/result.ts';
import { pictureSays } from './picture-says.ts';
import type { Provenance } from './reading-ports.ts';

const told: Provenance = {
  ...{ credentials: 'trusted', signedBy: 'Example Press', signedOn: '2026-03-05', madeWith: 'Adobe Firefly' },
  ...{ declared: 'by-model', takenOn: '2026-03-04', camera: 'samsung SM-A125F', software: 'A125FXXU3CWA3' },
} as Provenance;
const saying = (more: Partial<Provenance> = {}, from: 'asker' | 'team' = 'team') =>
  pictureSays(
    { keyed: (_kind, text) => text, readProvenance: async () => ok({ ...told, ...more }) },
    new Uint8Array(),
    from,
  );

test('who signed is told of a trusted signer alone, and no camera of anybody', async () => {
  expect(await saying()).toEqual({
    ...{ credentials: 'trusted', signedBy: 'Example Press', signedOn: '2026-03-05', madeWith: 'Adobe Firefly' },
    ...{ declared: 'by-model', takenOn: '2026-03-04', software: 'A125FXXU3CWA3' },
  });
  for (const credentials of ['absent', 'invalid', 'untrusted'] as const)
    expect(await saying({ credentials })).toMatchObject({ credentials, signedBy: null, signedOn: null });
});

test('of an asker’s picture only programs that make or edit pictures are told, never which telephone it is', async () => {
  expect(await saying({}, 'asker')).toMatchObject({ software: null, madeWith: 'Adobe Firefly', takenOn: '2026-03-04' });
  expect(await saying({ software: 'GIMP 2.10' }, 'asker')).toMatchObject({ software: 'GIMP 2.10' });
});

test('a telephone number that somebody wrote there is masked, and what cannot be read says nothing', async () => {
  expect((await saying({ software: 'gọi 0912 345 678' }))?.software).not.toContain('0912');
  const unread = {
    keyed: (_kind: string, text: string) => text,
    readProvenance: async () => refuse('provenance-unreadable'),
  };
  expect(await pictureSays(unread as never, new Uint8Array(), 'team')).toBeNull();
});
