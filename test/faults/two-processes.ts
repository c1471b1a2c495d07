// A second process on one data folder is refused in one sentence, and the first goes on. Of three that start together on
// an empty folder, one serves.
import { ask } from './shared/asking.ts';
import { type Running, sangto, serve, tempFolder } from './shared/instance.ts';
import { verdict } from './shared/verdict.ts';

const { folder, remove } = await tempFolder();
const together = await Promise.allSettled([serve(folder), serve(folder), serve(folder)]);
const serving = together.flatMap((t): readonly Running[] => (t.status === 'fulfilled' ? [t.value] : []));
const refused = together.flatMap((t) => (t.status === 'rejected' ? [String(t.reason)] : []));
const running = serving[0];
if (running === undefined) throw new Error(refused.join('\n'));
const second = await sangto(['serve', '--port', '0', '--data', folder]);
const answered = await ask(running.address, 'Is the first process still answering questions?');
const stopping = performance.now();
const code = await running.stop();
const stopMs = Math.round(performance.now() - stopping);
const left = await remove();
verdict(
  {
    startedTogether: 3,
    serving: serving.length,
    secondExit: second.code,
    said: second.err.trim(),
    stopMs,
    exit: code,
    processesLeft: left,
  },
  {
    'one serves': serving.length === 1,
    'the others are told': refused.every((said) => said.includes('serve ended with 75')),
    'second refused': second.code === 75 && /already running/.test(second.err),
    'one sentence': second.err.trim().split('\n').length === 2 && !second.err.includes('    at '),
    'first goes on': answered.stored,
    'stops within ten seconds': code === 0 && stopMs < 10_000,
    'none left': left === 0,
  },
);
