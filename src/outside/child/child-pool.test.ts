// Pools with a real process: one that says what it wants, and answers with its own process id.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { childPool, type PoolLimits, roomOf } from './index.ts';

const megabyte = 1024 * 1024;

/** Answers after it was granted the megabytes that its task is; so many it holds at rest for a task below nought. */
const program = `
  let go = () => undefined;
  let kept;
  let granted = 0;
  process.on('message', async (asked) => {
    granted = asked.granted;
    if (asked.task === undefined) return go();
    if (asked.task < 0) kept = Buffer.alloc(-asked.task * ${megabyte}, 1);
    if (asked.task * ${megabyte} > granted) {
      process.send({ kind: 'wants', bytes: asked.task * ${megabyte} });
      await new Promise((resolve) => { go = resolve; });
    }
    process.send({ kind: 'answer', answer: { pid: process.pid, granted: granted / ${megabyte} } });
  });
  process.send({ kind: 'ready' });`;

type Answer = { readonly pid: number; readonly granted: number };

const written = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'sangto-child-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = join(folder, 'child.mjs');
  writeFileSync(file, program);
  return file;
};

const poolIn = (room: PoolLimits['room'], file: string, given: Partial<PoolLimits> = {}) => {
  const limits = { size: 1, waiting: 4, waitMs: 20_000, idleMs: 60_000, taskMs: 20_000, memory: 400 * megabyte };
  const pool = childPool<number, Answer>({ ...limits, rest: 60 * megabyte, room, ...given }, file);
  onTestFinished(() => pool.close());
  return pool;
};

const answerOf = async (asked: ReturnType<ReturnType<typeof poolIn>['ask']>): Promise<Answer> => {
  const answer = await asked;
  if (!answer.ok) throw new Error(answer.error.code);
  return answer.value;
};

test('a task is granted what it wants while there is room, by the process that is there', async () => {
  const pool = poolIn(roomOf(200 * megabyte), written());
  const first = await answerOf(pool.ask(0));
  expect(await answerOf(pool.ask(100))).toEqual({ pid: first.pid, granted: 100 });
  expect(await answerOf(pool.ask(0))).toEqual({ pid: first.pid, granted: 0 });
});

test('one that is at rest makes way for a task of another pool', async () => {
  const room = roomOf(200 * megabyte);
  const file = written();
  const [one, other] = [poolIn(room, file), poolIn(room, file)];
  await answerOf(one.ask(0));
  expect((await answerOf(other.ask(130))).granted).toBe(130);
  expect(one.pids()).toEqual([]);
  expect((await answerOf(one.ask(0))).granted).toBe(0);
});

test('two tasks that each want nearly all the room are both done', async () => {
  const room = roomOf(200 * megabyte);
  const file = written();
  const [one, other] = [poolIn(room, file), poolIn(room, file)];
  const both = await Promise.all([answerOf(one.ask(130)), answerOf(other.ask(130))]);
  expect(both.map(({ granted }) => granted)).toEqual([130, 130]);
});

test('a task that wants more than there ever is costs its process, and the next is done', async () => {
  const pool = poolIn(roomOf(200 * megabyte), written());
  const asked = await pool.ask(150);
  expect(asked.ok ? undefined : asked.error.code).toBe('took-too-much-memory');
  expect((await answerOf(pool.ask(10))).granted).toBe(10);
});

test('a process that holds more after its work than it may rest on ends', async () => {
  const pool = poolIn(roomOf(200 * megabyte), written());
  const { pid } = await answerOf(pool.ask(-120));
  await expect.poll(() => pool.pids(), { timeout: 20_000 }).toEqual([]);
  expect((await answerOf(pool.ask(0))).pid).not.toBe(pid);
});
