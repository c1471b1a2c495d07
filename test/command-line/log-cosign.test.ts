// sangto log cosign: the witnesses of the settings sign a log in a folder, and their lines stand below its checkpoint.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parseNote } from '../../src/kit/tlog/index.ts';
import { entriesTo, vkey, witnessKey, write, writeLog } from '../tlog/a-log.ts';
import { aWitness } from '../tlog/a-witness.ts';
import { emptyPlace } from './run.ts';

const withWitnesses = async (...urls: readonly string[]) => {
  const witnesses = urls.map((url) => ({ url, vkey: witnessKey, organisation: 'Thư viện Ví Dụ', country: 'VN' }));
  const place = emptyPlace({ SANGTO_WITNESSES: JSON.stringify(witnesses) });
  const at = join(place.folder, 'log');
  await writeLog(at, entriesTo(300));
  return {
    ...place,
    at,
    cosign: (...more: readonly string[]) => place.run(['log', 'cosign', at, '--vkey', vkey, ...more]),
  };
};

test('a log that grows is signed each time, once by each witness, and verifies with it', async () => {
  const { address } = await aWitness();
  const { at, cosign, json } = await withWitnesses(address);
  for (const size of [300, 600, 600]) {
    await writeLog(at, entriesTo(size));
    const said = await cosign();
    expect([said.code, said.err]).toEqual([0, '']);
    expect(said.out).toContain('witness.example (Thư viện Ví Dụ, VN) signed, 2026-03-01');
    const note = parseNote(readFileSync(join(at, 'checkpoint')));
    expect(note.ok && note.value.signatures.map(({ name }) => name)).toEqual(['log.example/a', 'witness.example']);
    expect(await json(['log', 'verify', at, '--vkey', vkey, '--witness', witnessKey])).toMatchObject({ size });
  }
});

test('a past that was changed is not signed, and a witness that is gone is told apart from one that says no', async () => {
  const { address } = await aWitness();
  const { at, cosign, run } = await withWitnesses(address);
  await cosign();
  await writeLog(at, entriesTo(600, 'lie'));
  const before = readFileSync(join(at, 'checkpoint'), 'utf8');
  const said = await cosign('--json');
  expect(said.code).toBe(1);
  expect(JSON.parse(said.out)).toMatchObject({ signed: 0, asked: 1, witnesses: [{ code: 'witness-saw-another' }] });
  await writeLog(at, entriesTo(200));
  expect((await cosign()).out).toContain('has signed more leaves than there are here');
  await writeLog(at, entriesTo(600, 'lie'));
  expect(readFileSync(join(at, 'checkpoint'), 'utf8')).toBe(before);
  const gone = JSON.stringify([{ url: 'http://127.0.0.1:1', vkey: witnessKey, organisation: 'X', country: 'VN' }]);
  const away = await run(['log', 'cosign', at, '--vkey', vkey], { env: { SANGTO_WITNESSES: gone } });
  expect([away.code, away.out]).toEqual([69, expect.stringContaining('cannot be reached')]);
});

test('wrong use and wrong settings are told with their fix', async () => {
  const { folder, at, run } = await withWitnesses('http://127.0.0.1:1');
  write(folder, 'empty/x', '');
  const cases: readonly (readonly [readonly string[], string | undefined, number, string])[] = [
    [[at, '--vkey', vkey], '', 78, 'no-witness'],
    [[at, '--vkey', vkey], '{', 78, 'settings-wrong'],
    [[at, '--vkey', 'what'], undefined, 64, 'key-malformed'],
    [[join(folder, 'empty'), '--vkey', vkey], undefined, 66, 'checkpoint-missing'],
  ];
  for (const [args, witnesses, code, word] of cases) {
    const env = witnesses === undefined ? {} : { SANGTO_WITNESSES: witnesses };
    const said = await run(['log', 'cosign', ...args, '--json'], { env });
    expect([said.code, said.out], args.join(' ')).toEqual([code, '']);
    expect(JSON.parse(said.err), args.join(' ')).toMatchObject({ code: word });
  }
});
