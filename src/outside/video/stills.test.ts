// With a program that acts by the command line of ffmpeg: it reads the file that is named and writes JPEGs. What ffmpeg itself makes of
// a video is not tried here.
import { chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { noStills, stillsBy } from './index.ts';
import { splitJpegs } from './split-jpegs.ts';

const jpeg = (letter: string) =>
  Buffer.concat([Buffer.from('ffd8ffe0', 'hex'), Buffer.from(letter), Buffer.from('ffd9', 'hex')]);
const mp4 = (...frames: readonly Buffer[]) =>
  Buffer.concat([Buffer.from('\0\0\0\x18ftypmp42\0\0\0\0mp42isom', 'latin1'), ...frames]);

const opened = (body: string) => {
  const folder = mkdtempSync(join(tmpdir(), 'sangto-video-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const program = join(folder, 'ffmpeg');
  const told = join(folder, 'told.json');
  writeFileSync(
    program,
    `#!${process.execPath}
const { readFileSync, writeFileSync } = require('node:fs');
const args = process.argv.slice(2);
const video = readFileSync(args[args.indexOf('-i') + 1].replace(/^file:/, ''));
writeFileSync(${JSON.stringify(told)}, JSON.stringify({ args, env: process.env }));
${body}`,
  );
  chmodSync(program, 0o755);
  const place = join(folder, 'videos');
  return { place, program, told: () => JSON.parse(readFileSync(told, 'utf8')), by: stillsBy(program, place) };
};
const writes = 'process.stdout.write(video.subarray(24));';

test('a video gives its pictures in order, and nothing of it is left on disk', async () => {
  const { by, place, told } = opened(writes);
  expect(await by.of(mp4(jpeg('a'), jpeg('b')))).toEqual({ ok: true, value: [jpeg('a'), jpeg('b')] });
  expect(readdirSync(place)).toEqual([]);
  const { args, env } = told();
  expect(args.join(' ')).toContain('-protocol_whitelist file,pipe');
  expect(args.join(' ')).toMatch(/-f mp4 -i file:/);
  expect(Object.keys(env).filter((name) => name !== '__CF_USER_TEXT_ENCODING')).toEqual([]);
});

test('what is no video, or too large, never reaches the program', async () => {
  const { by, place } = opened(writes);
  for (const bytes of [
    Buffer.from('#EXTM3U\n#EXTINF:1,\nfile:///etc/passwd\n'),
    Buffer.from("ffconcat version 1.0\nfile '/etc/passwd'"),
    jpeg('a'),
    Buffer.concat([mp4(jpeg('a')), Buffer.alloc(11 * 1024 * 1024)]),
  ])
    expect(await by.of(bytes)).toMatchObject({ error: { code: 'video-not-read' } });
  expect(existsSync(place)).toBe(false);
});

test('a program that breaks down, gives nothing, is not there, goes on for ever or writes without end costs its video alone', async () => {
  for (const body of ['process.exit(1);', '', 'process.kill(process.pid, "SIGSEGV");'])
    expect(await opened(body).by.of(mp4(jpeg('a')))).toMatchObject({ error: { code: 'video-not-read' } });
  const { place, program } = opened(writes);
  expect(await stillsBy(`${program}-gone`, place).of(mp4(jpeg('a')))).toMatchObject({
    error: { code: 'video-not-read' },
  });
  const slow = opened(`${writes} setInterval(() => {}, 1000);`);
  const hurried = stillsBy(slow.program, slow.place, { milliseconds: 1500 });
  expect(await hurried.of(mp4(jpeg('a')))).toMatchObject({ error: { code: 'video-not-read' } });
  const endless = opened('const more = () => process.stdout.write(Buffer.alloc(65536), more); more();');
  const small = stillsBy(endless.program, endless.place, { out: 1_000_000 });
  expect(await small.of(mp4(jpeg('a')))).toMatchObject({ error: { code: 'video-not-read' } });
  expect(readdirSync(endless.place)).toEqual([]);
});

test('no more pictures are taken than were asked for, and one cut short is left out', async () => {
  const frames = Array.from({ length: 30 }, (_, n) => jpeg(String(n)));
  expect(splitJpegs(Buffer.concat(frames), 20)).toEqual(frames.slice(0, 20));
  expect(splitJpegs(Buffer.concat([jpeg('a'), jpeg('b').subarray(0, 5)]), 20)).toEqual([jpeg('a')]);
  expect(splitJpegs(Buffer.from('no picture'), 20)).toEqual([]);
});

test('where nothing opens videos that is said', async () => {
  expect(noStills.isOn).toBe(false);
  expect(await noStills.of(mp4(jpeg('a')))).toMatchObject({ error: { code: 'video-off' } });
});
