// A serving instance and a witness, each a process of its own: the checkpoint is cosigned, and whoever is away is named.
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { formatVerifierKey } from '../../src/kit/tlog/index.ts';
import { logKeysOf } from '../../src/main/log-keys.ts';
import { signerFilled } from '../tlog/a-log.ts';
import { listening } from './listening.ts';
import { placeWithDatabase } from './run.ts';

const organisation = { origin: 'http://localhost:8080' } as Parameters<typeof logKeysOf>[1]['organisation'];

const soon = { timeout: 60_000, interval: 100 };

test('an instance has its checkpoint signed by a witness elsewhere, and readers, the doctor and figures tell who signs', async () => {
  const place = await placeWithDatabase();
  const made = await place.json<{ vkey: string }>([
    'witness',
    'key',
    '--name',
    'chungkien.example/w',
    '--out',
    'w.key',
  ]);
  const [signer] = await logKeysOf(join(place.folder, 'data', 'keys'), {
    logKeys: null,
    logSigner: null,
    organisation,
  })();
  const log = formatVerifierKey(signer!.key);
  const witness = await listening(place, ['witness', '--key', 'w.key', '--state', 'signed', '--log', log]);
  const gone = await signerFilled('di-vang.example', 0x04, 9);
  const named = JSON.stringify([
    { url: witness.address, vkey: made.vkey, organisation: 'Báo Chứng', country: 'VN' },
    { url: 'http://127.0.0.1:1', vkey: formatVerifierKey(gone.key), organisation: 'Đài Vắng', country: 'JP' },
  ]);
  const env = { SANGTO_WITNESSES: named };
  const served = await listening(place, ['serve', '--data', 'data'], env);
  const text = async (path: string) => (await fetch(`${served.address}${path}`)).text();

  await expect.poll(() => text('/log/checkpoint'), soon).toContain('— chungkien.example/w ');
  const [vi, en] = [await text('/vi/log'), await text('/en/log')];
  expect(vi).toContain('1 bên chứng kiến độc lập ở ngoài đã ký mốc này');
  expect(vi).toContain('Báo Chứng, Việt Nam');
  expect(en).toContain('Báo Chứng, Vietnam');
  await expect
    .poll(() => text('/en/log'), soon)
    .toMatch(/Đài Vắng, Japan <code>di-vang\.example<\/code>: has not answered since /);
  expect(await text('/vi/log')).toMatch(/Đài Vắng, Nhật Bản <code>di-vang\.example<\/code>: không trả lời từ /);
  const { witnesses, unsigned } = JSON.parse(await text('/api/v1/log')) as Readonly<Record<string, unknown>>;
  expect(witnesses).toEqual([{ name: 'chungkien.example/w', organisation: 'Báo Chứng', country: 'VN' }]);
  expect(unsigned).toEqual([
    {
      ...{ name: 'di-vang.example', organisation: 'Đài Vắng', country: 'JP' },
      ...{ problem: 'witness-unreachable', since: expect.stringMatching(/^\d{4}-\d\d-\d\dT/) },
    },
  ]);
  await expect.poll(() => text('/metrics'), soon).toContain('sangto_log_witness_signs{witness="di-vang.example"} 0');
  expect(await text('/metrics')).toContain('sangto_log_witness_signs{witness="chungkien.example/w"} 1');

  const verify = ['log', 'verify', `${served.address}/log`, '--vkey', log, '--witness', made.vkey, '--json'];
  expect((await place.run(verify)).code).toBe(0);
  const asks = async () => {
    const { out } = await place.run(['doctor', '--data', 'data', '--json'], { env });
    const { findings } = JSON.parse(out) as { findings: { what: string; fine: boolean; found: string }[] };
    return findings.filter(({ what }) => what.startsWith('Witness'));
  };
  expect(await asks()).toEqual([
    {
      what: 'Witness chungkien.example/w (Báo Chứng, VN)',
      fine: true,
      found: 'signs the log',
      fix: expect.any(String),
    },
    expect.objectContaining({ what: 'Witness di-vang.example (Đài Vắng, JP)', fine: false }),
  ]);
  expect(await witness.stop()).toBe(0);
  const [first] = await asks();
  expect([first?.fine, first?.found]).toEqual([false, expect.stringContaining('cannot be reached')]);
  expect(await served.stop()).toBe(0);
});
