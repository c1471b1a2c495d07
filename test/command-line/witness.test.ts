// sangto witness: a key, a port, and a state that outlives the process.
import { chmodSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { expect, onTestFinished, test } from 'vitest';
import { openCheckpoint, parseVerifierKey, verifyEd25519 } from '../../src/kit/tlog/index.ts';
import { logSigner, noted, vkey, write } from '../tlog/a-log.ts';
import { requestOf, treeOf } from '../tlog/a-witness.ts';
import { emptyPlace, ended, start } from './run.ts';

const tree = treeOf();

/** Starts a witness on a free port; its address once it listens. */
const serving = async (folder: string, more: readonly string[]) => {
  const args = ['witness', '--key', 'w.key', '--state', 'state', '--port', '0', '--json', ...more];
  const child = start(args, {}, folder);
  onTestFinished(() => void child.kill('SIGKILL'));
  for await (const line of createInterface({ input: child.stdout })) {
    const told = JSON.parse(line) as { readonly address: string; readonly vkey: string; readonly logs: string[] };
    const post = async (body: string) => {
      const reply = await fetch(`${told.address}/add-checkpoint`, { method: 'POST', body });
      return { status: reply.status, text: await reply.text() };
    };
    return { ...told, child, post };
  }
  throw new Error(`it did not start: ${(await ended(child)).err}`);
};

test('a key is made for its owner alone, never twice, and its line is what logs need', async () => {
  const { folder, run, json } = emptyPlace();
  const args = ['witness', 'key', '--name', 'witness.example/w1', '--out', 'w.key'];
  const made = await json<{ vkey: string }>(args);
  expect(parseVerifierKey(made.vkey)).toMatchObject({ ok: true, value: { name: 'witness.example/w1', type: 4 } });
  expect(statSync(join(folder, 'w.key')).mode & 0o777).toBe(0o600);
  const before = readFileSync(join(folder, 'w.key'), 'utf8');
  const again = await run(args);
  expect([again.code, again.out]).toEqual([73, '']);
  expect(readFileSync(join(folder, 'w.key'), 'utf8')).toBe(before);
  expect((await run(['witness', 'key', '--name', 'a b', '--out', 'x.key'])).code).toBe(64);
  expect((await run(['witness', 'key', '--name', 'a', '--out', 'no/where/x.key'])).code).toBe(73);
  const other = await run(['witness', 'key', '--name', 'witness.example/w1', '--out', 'w2.key']);
  expect([other.code, other.out.includes(made.vkey)]).toEqual([0, false]);
});

test('it signs, stops when told, and goes on from what it signed; two never share a state', async () => {
  const { folder, run } = emptyPlace();
  await run(['witness', 'key', '--name', 'witness.example', '--out', 'w.key']);
  write(folder, 'logs', `# those we watch\n\n${vkey}\n`);
  const first = await serving(folder, ['--logs', 'logs']);
  expect(first.logs).toEqual(['log.example/a']);
  const key = parseVerifierKey(first.vkey);
  const { status, text } = await first.post(await requestOf(tree, 0, 20));
  expect(status).toBe(200);
  const opened = await openCheckpoint(`${await noted(20, tree.root(20))}${text}`, {
    log: [logSigner.key],
    witnesses: key.ok ? [key.value] : [],
    quorum: 1,
    verify: verifyEd25519,
  });
  const time = opened.ok ? (opened.value.cosignatures[0]?.time ?? 0) : 0;
  expect(Math.abs(Date.now() / 1000 - time) < 600).toBe(true);

  const second = await run(['witness', '--key', 'w.key', '--state', 'state', '--log', vkey, '--port', '0', '--json']);
  expect([second.code, second.out]).toEqual([73, '']);
  expect(second.err).toContain('another witness has it');
  const over = ended(first.child);
  first.child.kill('SIGTERM');
  expect((await over).code).toBe(0);
  expect(readdirSync(join(folder, 'state'))).toEqual([expect.stringMatching(/^[0-9a-f]{32}\.checkpoint$/)]);

  const next = await serving(folder, ['--log', vkey]);
  expect((await next.post(await requestOf(treeOf('lie'), 0, 30))).text).toBe('20\n');
  expect((await next.post(await requestOf(tree, 20, 30))).status).toBe(200);
});

test('wrong use is told with its fix', async () => {
  const { folder, run } = emptyPlace();
  await run(['witness', 'key', '--name', 'witness.example', '--out', 'w.key']);
  await run(['witness', 'key', '--name', 'witness.example', '--out', 'open.key']);
  chmodSync(join(folder, 'open.key'), 0o644);
  write(folder, 'bad.key', 'nothing\n');
  chmodSync(join(folder, 'bad.key'), 0o600);
  write(folder, 'logs', 'nothing\n');
  const key = ['--key', 'w.key'];
  const wrong: readonly (readonly [readonly string[], number, string])[] = [
    [[], 64, 'usage'],
    [key, 64, 'no-log'],
    [['--key', 'none.key', '--log', vkey], 66, 'file-missing'],
    [['--key', 'open.key', '--log', vkey], 66, 'key-open-to-others'],
    [['--key', 'bad.key', '--log', vkey], 66, 'key-malformed'],
    [[...key, '--logs', 'logs'], 66, 'log-key-wrong'],
    [[...key, '--logs', 'nowhere'], 66, 'file-missing'],
    [[...key, '--log', vkey, '--host', '192.0.2.1'], 69, 'EADDRNOTAVAIL'],
  ];
  for (const [args, code, word] of wrong) {
    const said = await run(['witness', '--state', 'state', '--port', '0', '--json', ...args]);
    expect([said.code, said.out], args.join(' ')).toEqual([code, '']);
    expect(JSON.parse(said.err), args.join(' ')).toMatchObject({ code: word });
  }
  const help = await run(['witness', '--help']);
  for (const word of ['--state', '--logs', 'witness key', '409 and the size']) expect(help.out).toContain(word);
  expect((await run(['witness', 'key', '--help'])).out).toContain('--name');
});
