// A second process on one data folder is refused in one sentence, and the first goes on.
import { ask, sangto, serve, tempFolder, verdict } from './shared/instance.ts';

const { folder, remove } = await tempFolder();
const running = await serve(folder);
const second = await sangto(['serve', '--port', '0', '--data', folder]);
const answered = await ask(running.address, 'Is the first process still answering questions?');
const stopping = performance.now();
const code = await running.stop();
const stopMs = Math.round(performance.now() - stopping);
await remove();
verdict(
  { secondExit: second.code, said: second.err.trim(), stopMs, exit: code },
  second.code === 75 &&
    /already running/.test(second.err) &&
    answered?.stored === true &&
    code === 0 &&
    stopMs < 10_000,
);
