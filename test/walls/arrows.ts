// Which file may know which: imports go down only, kits and the rooms of floor five are strangers.
import { type Fault, isTest, leadsTo, type Place, placeOf, type SourceFile } from './house.ts';
import { importsOf } from './parse.ts';

/** Every import in `src/` that goes where it may not, type-only ones included. */
export const arrowFaults = (files: readonly SourceFile[]): readonly Fault[] =>
  files.flatMap((file) => {
    const from = placeOf(file.path);
    if (from === undefined)
      return file.path.startsWith('src/')
        ? [{ path: file.path, line: 1, what: 'lies in none of the eight rooms' }]
        : [];
    return importsOf(file).flatMap(({ specifier, line }) => {
      const what = faultOf(file.path, from, specifier);
      return what === undefined ? [] : [{ path: file.path, line, what }];
    });
  });

const faultOf = (path: string, from: Place, specifier: string | undefined): string | undefined => {
  if (specifier === undefined) return 'imports something computed, which nobody can check';
  const target = leadsTo(path, specifier);
  if (target === undefined) return undefined;
  const to = placeOf(target);
  if (to === undefined)
    return mayLeave(path, from, target) ? undefined : `${from.room} does not reach out of the house to ${target}`;
  if (to.room === 'kit' && from.room === 'kit')
    return to.kit === from.kit ? undefined : `kit/${from.kit} does not know kit/${to.kit}: kits are strangers`;
  if (to.room === from.room || to.floor < from.floor) return undefined;
  return to.floor === from.floor
    ? `${from.room} and ${to.room} never know each other`
    : `${from.room} (floor ${from.floor}) does not know ${to.room} (floor ${to.floor})`;
};

const forTests = ['test/in-memory', 'test/contracts', 'test/vectors'];

// Words belong to web and main; a test may also use the in-memory world, the shared suites and the shared cases.
const mayLeave = (path: string, from: Place, target: string): boolean => {
  if (target.startsWith('locales/')) return from.room === 'web' || from.room === 'main';
  if (target === 'package.json') return from.room === 'main';
  return isTest(path) && forTests.some((one) => target === `${one}.ts` || target.startsWith(`${one}/`));
};

/** Every ring of files that import each other, once each; types count. */
export const cycleFaults = (files: readonly SourceFile[]): readonly Fault[] => {
  const known = new Set(files.map((file) => file.path));
  const nexts = new Map(
    files.map((file) => [
      file.path,
      importsOf(file).flatMap(({ specifier }) => {
        const target = specifier === undefined ? undefined : leadsTo(file.path, specifier);
        return target !== undefined && known.has(target) ? [target] : [];
      }),
    ]),
  );
  const done = new Set<string>();
  const faults: Fault[] = [];
  const walk = (path: string, trail: readonly string[]): void => {
    const seen = trail.indexOf(path);
    if (seen >= 0) {
      const ring = [...trail.slice(seen), path].join(' → ');
      faults.push({ path, line: 1, what: `is part of a ring: ${ring}` });
      return;
    }
    if (done.has(path)) return;
    for (const next of nexts.get(path) ?? []) walk(next, [...trail, path]);
    done.add(path);
  };
  for (const path of known) walk(path, []);
  return faults;
};
