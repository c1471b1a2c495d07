// How a script ends: one line of JSON with what was found, and the exit code that `npm run faults` counts.

/** `passed` is true when every one of `held` is; those that are not are named. */
export const verdict = (found: Readonly<Record<string, unknown>>, held: Readonly<Record<string, boolean>>): void => {
  const broken = Object.keys(held).filter((name) => held[name] !== true);
  console.log(JSON.stringify({ ...found, ...(broken.length > 0 ? { broken } : {}), passed: broken.length === 0 }));
  process.exitCode = broken.length === 0 ? 0 : 1;
};

/** Ends at once, failing, because this machine lacks what the script needs. */
export const needs = (what: string): never => {
  console.log(JSON.stringify({ needs: what, passed: false }));
  process.exit(1);
};
