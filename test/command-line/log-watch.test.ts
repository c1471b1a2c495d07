// sangto log watch: whoever holds an earlier checkpoint notices, and is told what, by a code of its own.
import { createHmac } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { formatCheckpoint, formatNote, formatVerifierKey, signNote } from '../../src/kit/tlog/index.ts';
import {
  entriesTo,
  filesOf,
  filesOfLog,
  flip,
  noted,
  origin,
  serve,
  signerFilled,
  vkey,
  witnessKey,
  write,
  writeLog,
} from '../tlog/a-log.ts';
import { mailServer } from '../tlog/mail-server.ts';
import { emptyPlace, ended, linesOf, start } from './run.ts';

const watched = async (size = 300) => {
  const { folder, run } = emptyPlace();
  const at = join(folder, 'log');
  const checkpoint = await writeLog(at, entriesTo(size));
  const state = join(folder, 'kept');
  const watch = (...more: readonly string[]) => run(['log', 'watch', at, '--vkey', vkey, '--state', state, ...more]);
  return { folder, at, state, watch, run, checkpoint, kept: () => readFileSync(state, 'utf8') };
};

test('the newest checkpoint is kept as it was served, and a log that grew goes on from it', async () => {
  const { at, watch, kept, checkpoint } = await watched();
  const first = await watch();
  expect([first.code, first.err]).toEqual([0, '']);
  expect(first.out).toContain('300 leaves (first look)');
  expect(kept()).toBe(checkpoint);
  const grown = await writeLog(at, entriesTo(600));
  const second = await watch('--full', '--json');
  expect(JSON.parse(second.out)).toMatchObject({ kind: 'fine', kept: { size: 300 }, served: { size: 600 } });
  expect(kept()).toBe(grown);
});

test('a past that was changed ends with 12, what was kept stays, and both signed notes are laid down', async () => {
  const { at, state, watch, kept, checkpoint } = await watched();
  await watch();
  const other = await writeLog(at, entriesTo(600, 'lie'));
  const said = await watch();
  expect([said.code, said.out]).toEqual([12, '']);
  expect(said.err).toContain('its past was changed');
  expect((await watch('--json')).code).toBe(12);
  expect(kept()).toBe(checkpoint);
  const evidence = readdirSync(`${state}.evidence`).toSorted();
  expect(evidence).toEqual([
    expect.stringMatching(/^alarm-forked-[0-9a-f]{12}\.json$/),
    expect.stringMatching(/^kept-300-/),
    expect.stringMatching(/^served-600-/),
  ]);
  const [alarm = '', ...notes] = evidence.map((name) => readFileSync(join(`${state}.evidence`, name), 'utf8'));
  expect(notes).toEqual([checkpoint, other]);
  expect(JSON.parse(alarm)).toEqual({
    at: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
    ...{ kind: 'forked', code: 'log-forked', problem: expect.stringContaining('its past was changed') },
    // A folder is whoever watches's own: it is not told.
    ...{ log: null, page: null, kept: checkpoint, served: other },
  });
});

test('another tree of the same size is a fork even when no file of it is served', async () => {
  const { at, state, watch } = await watched();
  await watch();
  rmSync(join(at, 'tile'), { recursive: true });
  write(at, 'checkpoint', await noted(300, new Uint8Array(32).fill(7)));
  expect((await watch()).code).toBe(12);
  expect(readdirSync(`${state}.evidence`)).toHaveLength(3);
});

test('a shorter log is 11, a wrong signature 10, files that do not belong 13, a missing witness 14', async () => {
  const { at, state, watch, kept, checkpoint } = await watched();
  await watch();
  await writeLog(at, entriesTo(200));
  expect((await watch()).code).toBe(11);
  await writeLog(at, entriesTo(300));
  flip(at, 'checkpoint', 3);
  const bent = await watch('--json');
  expect([bent.code, bent.err]).toEqual([10, '']);
  expect(JSON.parse(bent.out)).toMatchObject({
    ...{ kind: 'signature', code: 'note-signature-wrong', served: null },
    evidence: expect.arrayContaining([expect.stringContaining('served-unverified-')]),
  });
  await writeLog(at, entriesTo(600));
  flip(at, 'tile/entries/001', 900);
  expect((await watch('--full')).code).toBe(13);
  const strange = formatVerifierKey((await signerFilled('w2.example', 0x04, 7)).key);
  expect((await watch('--witness', strange)).code).toBe(14);
  expect(kept()).toBe(checkpoint);
  rmSync(state);
  flip(at, 'tile/0/002.p/88', 40);
  expect((await watch()).code).toBe(13);
  expect(existsSync(state)).toBe(false);
});

test('a bit that is wrong in an old entry is seen by --full, and the rest by every look', async () => {
  const { at, watch } = await watched(600);
  flip(at, 'tile/entries/000', 900);
  expect((await watch()).code).toBe(0);
  expect((await watch('--full')).code).toBe(13);
});

test('what was signed too long ago is 15: by the time of a witness, or since when nothing new was seen', async () => {
  const { at, state, watch } = await watched();
  expect((await watch('--max-age', '1d')).code).toBe(0);
  const dayBefore = new Date(Date.now() - 2 * 86_400_000);
  utimesSync(state, dayBefore, dayBefore);
  const stale = await watch('--max-age', '1d');
  expect([stale.code, stale.err]).toEqual([15, expect.stringContaining('nothing new was signed')]);
  expect((await watch('--max-age', '3d')).code).toBe(0);
  expect((await watch('--max-age', '3d', '--witness', witnessKey)).code).toBe(15);
  await writeLog(at, entriesTo(300), Math.floor(Date.now() / 1000));
  expect((await watch('--max-age', '1h', '--witness', witnessKey)).code).toBe(0);
});

test('a log that is away is 69, and says nothing about it', async () => {
  const { run, folder } = emptyPlace();
  const gone = await serve((_, response) => response.writeHead(503).end());
  const empty = await serve((_, response) => response.writeHead(404).end());
  for (const from of [gone, empty, 'http://127.0.0.1:1'])
    expect((await run(['log', 'watch', from, '--vkey', vkey, '--state', join(folder, 's')])).code, from).toBe(69);
});

const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';

/** An address that writes down what it is told. */
const listener = async (status = 204) => {
  const heard: { readonly headers: NodeJS.Dict<string | string[]>; readonly body: string }[] = [];
  const url = await serve(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    heard.push({ headers: request.headers, body });
    response.writeHead(status).end();
  });
  return { url, heard };
};

test('a webhook is told of it, signed like any of ours, with what was kept and what was served', async () => {
  const { at, state, run } = await watched();
  const { url, heard } = await listener();
  const address = `${await serve(filesOf(at))}/log`;
  const watch = () =>
    run(['log', 'watch', address, '--vkey', vkey, '--state', state, '--webhook', `${url}/x?a=1`], {
      env: { SANGTO_WATCH_SECRET: secret },
    });
  expect((await watch()).code).toBe(0);
  expect(heard).toHaveLength(0);
  await writeLog(at, entriesTo(600, 'lie'));
  const said = await watch();
  expect([said.code, said.out]).toEqual([12, expect.stringContaining('told: webhook localhost')]);
  const { headers, body } = heard[0] ?? { headers: {}, body: '' };
  const key = Buffer.from(secret.slice(6), 'base64');
  const signed = `${headers['webhook-id']}.${headers['webhook-timestamp']}.${body}`;
  expect(headers['webhook-signature']).toBe(`v1,${createHmac('sha256', key).update(signed).digest('base64')}`);
  expect(JSON.parse(body)).toMatchObject({
    type: 'log.alarm',
    data: { kind: 'forked', kept: { size: 300 }, served: { size: 600 }, log: address },
  });
  expect((JSON.parse(body) as { data: { evidence: string[] } }).data.evidence).toHaveLength(3);
});

test('a webhook that does not take it is told as well, and the code stays that of the log', async () => {
  const { at, state, run } = await watched();
  const { url } = await listener(500);
  rmSync(join(at, 'tile/0/001.p/44'));
  const said = await run(['log', 'watch', at, '--vkey', vkey, '--state', state, '--webhook', url], {
    env: { SANGTO_WATCH_SECRET: secret },
  });
  expect([said.code, said.err]).toEqual([13, expect.stringContaining('was not told: webhook-status')]);
});

test('a letter is written by the mail server of the settings, to the one address that was named', async () => {
  const { at, state, run } = await watched();
  const { url, heard } = await mailServer();
  const env = { SANGTO_SMTP_URL: url, SANGTO_MAIL_FROM: 'Canh nhật ký <canh@example.org>' };
  const watch = () => run(['log', 'watch', at, '--vkey', vkey, '--state', state, '--mail', 'bao@example.org'], { env });
  expect((await watch()).code).toBe(0);
  expect(heard).toEqual([]);
  await writeLog(at, entriesTo(600, 'lie'));
  const said = await watch();
  expect([said.code, said.out]).toEqual([12, expect.stringContaining('told: mail bao@example.org')]);
  expect(heard.filter((line) => line.startsWith('RCPT'))).toEqual(['RCPT TO:<bao@example.org>']);
  // Long lines come folded.
  const text = heard.join('\n').replaceAll('=\n', '');
  for (const words of ['the past of the log was changed', 'kept: 300 leaves', 'served: 600 leaves'])
    expect(text).toContain(words);
});

test('with --every it goes on over a log that is away, tells that it is back, and ends at what waiting does not mend', async () => {
  const { at, state, folder } = await watched();
  const { url, heard } = await listener();
  let away = true;
  const served = filesOf(at);
  const address = await serve((request, response) => {
    if (away) response.writeHead(503).end();
    else served(request, response);
  });
  const child = start(
    ['log', 'watch', address, '--vkey', vkey, '--state', state, '--every', '1s', '--webhook', url, '--json'],
    { SANGTO_WATCH_SECRET: secret },
    folder,
  );
  const over = ended(child);
  await expect.poll(() => heard.length, { timeout: 60_000 }).toBe(1);
  away = false;
  await expect.poll(() => heard.length, { timeout: 60_000 }).toBe(2);
  await writeLog(at, entriesTo(200));
  const { code, out } = await over;
  expect(code).toBe(11);
  const kinds = linesOf(out).map(({ kind }) => kind);
  expect([kinds[0], kinds.at(-1), kinds.includes('fine')]).toEqual(['unreachable', 'shrank', true]);
  const types = heard.map(({ body }) => (JSON.parse(body) as { type: string }).type);
  expect(types).toEqual(['log.alarm', 'log.recovered', 'log.alarm']);
});

test('a signal ends a look that waits for an answer at once, and one that waits for the next with the code of the last', async () => {
  const { at, state, folder } = await watched();
  let asked = 0;
  const silent = await serve(() => void asked++);
  const first = start(['log', 'watch', silent, '--vkey', vkey, '--state', state, '--json'], {}, folder);
  const over = ended(first);
  await expect.poll(() => asked, { timeout: 60_000 }).toBe(1);
  const began = performance.now();
  first.kill('SIGTERM');
  expect(await over).toEqual({ code: 130, out: '', err: '' });
  // Far below the twenty seconds that an answer may take.
  expect(performance.now() - began).toBeLessThan(10_000);
  expect(existsSync(state)).toBe(false);
  const second = start(['log', 'watch', at, '--vkey', vkey, '--state', state, '--every', '1d', '--json'], {}, folder);
  const done = ended(second);
  await expect.poll(() => existsSync(state), { timeout: 60_000 }).toBe(true);
  second.kill('SIGINT');
  expect((await done).code).toBe(0);
});

test('a log that signs with another key by now is gone on from where a leaf says so, and a rewrite is found all the same', async () => {
  const { folder, at, state, watch, run } = await watched();
  const former = await signerFilled(origin, 0x01, 9);
  const line = (...keys: readonly string[]) =>
    new TextEncoder().encode(JSON.stringify({ kind: 'keys-changed', keys, on: '2026-11-20' }));
  const formerKey = formatVerifierKey(former.key);
  const leaves = entriesTo(400).with(0, line(formerKey)).with(350, line(formerKey, vkey));
  const before = async (entries: readonly Uint8Array[]) => {
    const text = formatCheckpoint({ origin, size: entries.length, root: filesOfLog(entries).root });
    return formatNote({ text, signatures: [await signNote(text, former)] });
  };
  await writeLog(at, leaves);
  write(folder, 'kept', await before(leaves.slice(0, 300)));
  const said = await watch('--json');
  expect([said.code, JSON.parse(said.out)]).toMatchObject([
    0,
    { keyTold: { line: 350, on: '2026-11-20' }, kept: { size: 300 }, served: { size: 400 } },
  ]);
  expect(JSON.parse((await watch('--json')).out)).toMatchObject({ kind: 'fine', keyTold: null });
  write(folder, 'since', await before(leaves.slice(0, 300)));
  const verified = await run(['log', 'verify', at, '--vkey', vkey, '--since', join(folder, 'since')]);
  expect([verified.code, verified.out]).toEqual([0, expect.stringContaining('as its leaf number 350 says')]);

  write(folder, 'kept', await before(entriesTo(300, 'lie')));
  expect((await watch()).code).toBe(12);
  await writeLog(at, entriesTo(400));
  write(folder, 'kept', await before(entriesTo(300)));
  const unexplained = await watch('--json');
  expect([unexplained.code, JSON.parse(unexplained.err)]).toMatchObject([66, { code: 'since-other-key' }]);
  expect(readFileSync(state, 'utf8')).toBe(await before(entriesTo(300)));
});

test('a log that says 429 is asked again when it said', async () => {
  const { at, state, run } = await watched();
  let refused = 0;
  const served = filesOf(at);
  const address = await serve((request, response) => {
    if (refused++ === 0) response.writeHead(429, { 'retry-after': '1' }).end();
    else served(request, response);
  });
  expect((await run(['log', 'watch', address, '--vkey', vkey, '--state', state])).code).toBe(0);
  const later = await serve((_, response) => response.writeHead(429, { 'retry-after': '900' }).end());
  expect((await run(['log', 'watch', later, '--vkey', vkey, '--state', state])).code).toBe(69);
});

test('wrong use is told with its fix and changes nothing', async () => {
  const { folder, at, state, run } = await watched();
  write(folder, 'other', 'no checkpoint\n');
  const wrong: readonly (readonly [readonly string[], number, string])[] = [
    [[at, '--vkey', 'what'], 64, 'key-malformed'],
    [[at, '--vkey', vkey, '--once', '--every', '1h'], 64, 'once-and-every'],
    [[at, '--vkey', vkey, '--webhook', 'ftp://x'], 64, 'webhook-address'],
    [[at, '--vkey', vkey, '--webhook', 'https://x.example'], 64, 'webhook-secret'],
    [[at, '--vkey', vkey, '--mail', 'a@example.org'], 64, 'mail-server-missing'],
    [[join(folder, 'nowhere'), '--vkey', vkey], 66, 'log-not-there'],
    [[at, '--vkey', vkey, '--state', join(folder, 'other')], 66, 'since-not-verified'],
    [[at, '--vkey', vkey, '--state', join(folder, 'other', 'x')], 73, 'ENOTDIR'],
  ];
  for (const [args, code, word] of wrong) {
    const said = await run(['log', 'watch', ...args, '--json']);
    expect(said.code, args.join(' ')).toBe(code);
    expect(JSON.parse(said.err), args.join(' ')).toMatchObject({ code: word });
  }
  expect(readFileSync(join(folder, 'other'), 'utf8')).toBe('no checkpoint\n');
  expect(existsSync(state)).toBe(false);
  expect((await run(['log', 'watch', at])).code).toBe(64);
  expect((await run(['log', 'watch', at, '--vkey', vkey, '--every', 'often'])).code).toBe(64);
  const help = await run(['log', 'watch', '--help']);
  for (const word of ['--state', '--every', '--full', '--max-age', '--webhook', '12 its past was changed'])
    expect(help.out).toContain(word);
});
