// Where our own files lie, from source (src/main) and from the build (dist/server) alike.
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));

/** The package's root: the nearest folder above that has a package.json. */
export const packageRoot = (): string => {
  for (let at = here; ; at = dirname(at)) {
    if (existsSync(join(at, 'package.json'))) return at;
    if (at === dirname(at)) throw new Error('the package has lost its root');
  }
};

const firstThere = (...paths: readonly string[]): string => paths.find((p) => existsSync(p)) ?? paths[0]!;

export const migrationsFolder = (): string =>
  firstThere(join(packageRoot(), 'dist', 'migrations'), join(packageRoot(), 'src', 'store', 'migrations'));
export const clientFolder = (): string => join(packageRoot(), 'dist', 'client');
export const demoFolder = (): string => join(packageRoot(), 'demo');
