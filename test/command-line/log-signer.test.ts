// The key of the log is nowhere in the data folder: a program signs, as a KMS would have it.
import { generateKeyPairSync } from 'node:crypto';
import { chmodSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { listening } from './listening.ts';
import { type Place, placeWithDatabase } from './run.ts';

const soon = { timeout: 60_000, interval: 100 };
const name = 'localhost:8080/log';

/** Writes a program that signs with a key of its own file, or ends badly. */
const signingProgram = ({ folder }: Place, key: string, works: boolean): string => {
  const path = join(folder, 'sign-log');
  const sign = `process.stdout.write(sign(null, readFileSync(0), readFileSync(${JSON.stringify(key)})).toString('base64'));`;
  writeFileSync(
    path,
    `#!${process.execPath}\nconst { sign } = require('node:crypto');\nconst { readFileSync } = require('node:fs');\n${works ? sign : 'process.exit(1);'}\n`,
  );
  chmodSync(path, 0o700);
  return path;
};

test('a program signs the log of a serving instance; while it does not, nothing new is sealed and everybody who looks is told', async () => {
  const place = await placeWithDatabase();
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const secret = join(place.folder, 'card.pem');
  writeFileSync(secret, privateKey.export({ format: 'pem', type: 'pkcs8' }));
  writeFileSync(join(place.folder, 'public.pem'), publicKey.export({ format: 'pem', type: 'spki' }));
  const { vkey } = await place.json<{ vkey: string }>(['log', 'vkey', 'public.pem', '--name', name]);
  const program = signingProgram(place, secret, false);
  const env = { SANGTO_LOG_SIGN: JSON.stringify([program]), SANGTO_LOG_VKEY: vkey };
  const served = await listening(place, ['serve', '--data', 'data'], env);
  const asked = (path: string) => fetch(`${served.address}${path}`);
  const doctor = async () => {
    const { out } = await place.run(['doctor', '--data', 'data', '--json'], { env });
    const { findings } = JSON.parse(out) as { findings: { what: string; fine: boolean; found: string }[] };
    return findings.filter(({ what }) => what.startsWith('Program that signs'));
  };

  await expect.poll(async () => (await asked('/healthz')).json(), soon).toEqual({ ok: false, log: 'log-unsigned' });
  expect((await asked('/log/checkpoint')).status).toBe(404);
  // What makes a key work again is done outside, and the log goes on by itself.
  signingProgram(place, secret, true);
  await expect.poll(async () => (await asked('/log/checkpoint')).status, soon).toBe(200);
  await expect.poll(async () => (await asked('/healthz')).json(), soon).toEqual({ ok: true });
  expect((await (await asked('/log/vkey')).text()).trim()).toBe(vkey);
  expect(readdirSync(join(place.folder, 'data', 'keys'))).not.toContain('log.key');
  expect((await place.run(['log', 'verify', `${served.address}/log`, '--vkey', vkey])).code).toBe(0);
  expect(await doctor()).toMatchObject([{ fine: true, found: expect.stringContaining(`signs as ${name}+`) }]);
  signingProgram(place, secret, false);
  expect(await doctor()).toMatchObject([{ fine: false, found: expect.stringContaining('ended with 1') }]);
  expect(await served.stop()).toBe(0);
});

test('another key of a log signs beside the first, once it stands on a second line', async () => {
  const place = await placeWithDatabase();
  const { vkey: second } = await place.json<{ vkey: string }>(['log', 'key', '--name', name, '--out', 'new.key']);
  const first = await place.json<{ vkey: string }>(['log', 'key', '--name', name, '--out', 'old.key']);
  expect((await place.run(['log', 'key', '--name', name, '--out', 'new.key'])).code).toBe(73);
  expect((await place.run(['log', 'key', '--name', 'a b', '--out', 'x.key'])).code).toBe(64);
  const [old, added] = ['old.key', 'new.key'].map((file) => readFileSync(join(place.folder, file), 'utf8'));
  const served = await listening(place, ['serve', '--data', 'data'], { SANGTO_LOG_KEY: `${old}${added}` });
  const text = async (path: string) => (await fetch(`${served.address}${path}`)).text();
  await expect.poll(() => text('/log/checkpoint'), soon).toMatch(/(— localhost:8080\/log .*\n){2}/);
  expect(await text('/log/vkey')).toBe(`${first.vkey}\n${second}\n`);
  for (const vkey of [first.vkey, second])
    expect((await place.run(['log', 'verify', `${served.address}/log`, '--vkey', vkey])).code).toBe(0);
  expect(await served.stop()).toBe(0);
});

test('the line of a key is written for Ed25519 alone, and what is no key is refused with the way out', async () => {
  const place = await placeWithDatabase();
  const { publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  writeFileSync(join(place.folder, 'p256.pem'), publicKey.export({ format: 'pem', type: 'spki' }));
  const vkeyOf = (file: string) => place.run(['log', 'vkey', file, '--name', name]);
  expect(await vkeyOf('p256.pem')).toMatchObject({ code: 64, err: expect.stringContaining('Ed25519') });
  expect(await vkeyOf('nowhere.pem')).toMatchObject({ code: 66, err: expect.stringContaining('BEGIN PUBLIC KEY') });
  const pem = generateKeyPairSync('ed25519').privateKey.export({ format: 'pem', type: 'pkcs8' }) as string;
  for (const secret of [pem, 'PRIVATE+KEY+example.org/log+2f5c0a11+AAAA\n']) {
    writeFileSync(join(place.folder, 'secret.pem'), secret);
    const said = await vkeyOf('secret.pem');
    expect([said.code, said.out, said.err]).toEqual([64, '', expect.stringContaining('holds a private key')]);
    // Nothing of it is told, not even what can be worked out of it.
    for (const line of secret
      .trim()
      .split(/[\n+]/)
      .filter((part) => !/^-|KEY|PRIVATE|example/.test(part)))
      expect(said.err).not.toContain(line);
  }
});
