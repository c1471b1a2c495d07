import { generateKeyPairSync } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { fromBase64Url } from '../../base/bytes.ts';
import { signNote, verifierKey, verifyEd25519 } from '../../kit/tlog/index.ts';
import { signByCommand } from './sign-by-command.ts';

/** A program as an operator would write it, and the key it is said to sign with. */
const programOf = (body: string) => {
  const folder = mkdtempSync(join(tmpdir(), 'sangto-signer-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const { privateKey } = generateKeyPairSync('ed25519');
  const { d, x } = privateKey.export({ format: 'jwk' });
  const key = verifierKey('kiemchung.example/log', 0x01, fromBase64Url(x ?? '') ?? new Uint8Array());
  if (!key.ok) throw new Error(key.error.code);
  const path = join(folder, 'sign');
  const jwk = JSON.stringify({ kty: 'OKP', crv: 'Ed25519', d, x });
  writeFileSync(
    path,
    `#!${process.execPath}\nconst { sign, createPrivateKey } = require('node:crypto');\nconst { readFileSync } = require('node:fs');\nconst key = createPrivateKey({ key: ${jwk}, format: 'jwk' });\n${body}`,
  );
  chmodSync(path, 0o700);
  return { path, key: key.value };
};

const signing = "process.stdout.write(sign(null, readFileSync(0), key).toString('base64') + '\\n');";
const text = 'kiemchung.example/log\n1\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n';

test('what a program signs is a signature of the log, and the program is told nothing but what it was given', async () => {
  const { path, key } = programOf(
    `if (process.argv[2] !== 'key 7; $(x)' || process.env.CARD !== '3' || 'PATH' in process.env) process.exit(3);\n${signing}`,
  );
  const { bytes, id } = await signNote(
    text,
    signByCommand({ command: [path, 'key 7; $(x)'], key, env: { CARD: '3' } }),
  );
  expect(id).toBe(key.id);
  expect(await verifyEd25519(key, new TextEncoder().encode(text), bytes)).toBe(true);
});

test('a program that fails, hangs, floods, or signs something else gives no signature', async () => {
  const refusals: readonly (readonly [string, RegExp])[] = [
    ['process.exit(3);', /ended with 3/],
    ["process.stdout.write('A'.repeat(100000)); setInterval(() => {}, 1000);", /more than 4096 bytes/],
    ["process.stdout.write('no');", /no signature in base64/],
    ["process.stdout.write(sign(null, Buffer.from('other'), key).toString('base64'));", /another key/],
  ];
  for (const [body, why] of refusals) {
    const { path, key } = programOf(body);
    await expect(signNote(text, signByCommand({ command: [path], key, env: {} })), body).rejects.toThrow(why);
  }
  const { path, key } = programOf('setInterval(() => {}, 1000);');
  await expect(signNote(text, signByCommand({ command: [path], key, env: {} }, 100))).rejects.toThrow(/took longer/);
  await expect(signNote(text, signByCommand({ command: ['/nowhere/sign'], key, env: {} }))).rejects.toThrow(
    /does not run/,
  );
});

test('what the program starts ends with it, whether it floods or only holds the output open', async () => {
  const child = "require('node:child_process').spawn('sleep', ['60'], { stdio: ['ignore', 'inherit', 'ignore'] });";
  const { path, key } = programOf(`${child}\n${signing}\nsetTimeout(() => process.exit(0), 50);`);
  const began = performance.now();
  const { bytes } = await signNote(text, signByCommand({ command: [path], key, env: { PATH: process.env.PATH } }));
  expect([bytes.length, performance.now() - began < 9_000]).toEqual([64, true]);

  const flood = programOf(
    "require('node:child_process').spawn('yes', [], { stdio: ['ignore', 'inherit', 'ignore'] });",
  );
  const signed = signNote(
    text,
    signByCommand({ command: [flood.path], key: flood.key, env: { PATH: process.env.PATH } }),
  );
  await expect(signed).rejects.toThrow(/more than 4096 bytes/);
});
