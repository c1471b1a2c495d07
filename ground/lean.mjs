// The server with no more memory than it needs. Plain JavaScript: it runs on whatever Node the machine has, from 20 on.

// Left to itself, V8 lets what is young grow to 128 MB, and keeps that; most of it is gone a moment later anyway.
const youngMegabytes = 8;
const option = '--max-semi-space-size';

/** What the server's Node is started with. */
export const leanOptions = [`${option}=${youngMegabytes}`];

/**
 * Our environment, and in it that glibc keeps two heaps for all threads: it would keep one for each. Large memory goes back at
 * once: left to itself, glibc keeps more and more of it after the first that was let go (mallopt(3), M_MMAP_THRESHOLD).
 */
export const leanEnvironment = () => ({ MALLOC_ARENA_MAX: '2', MALLOC_MMAP_THRESHOLD_: '1048576', ...process.env });

/**
 * For `serve`: this process begins anew with those options, in its own place (same process id, terminal and parent), before
 * anything else is done. Elsewhere, or where it cannot or somebody has chosen already, it goes on as it is.
 */
export const becomeLean = ([command]) => {
  const isChosen = [...process.execArgv, process.env.NODE_OPTIONS ?? ''].some((one) => one.includes(option));
  // A channel to a parent would be lost on the way.
  if (command !== 'serve' || isChosen || process.send !== undefined) return;
  if (process.platform === 'win32' || process.execve === undefined) return;
  const args = [process.execPath, ...leanOptions, ...process.execArgv, ...process.argv.slice(1)];
  process.execve(process.execPath, args, leanEnvironment());
};
