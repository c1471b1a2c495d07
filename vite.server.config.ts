// The server bundle: the command line, the crafts others may import with their types, and the migrations beside them.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { defineConfig, type Plugin } from 'vite';

const here = import.meta.dirname;
const dist = join(here, 'dist');

const kits = ['search', 'text', 'links', 'worth', 'claimreview', 'tlog', 'bridge', 'likeness'].flatMap((name) => {
  const door = join(here, 'src', 'kit', name, 'index.ts');
  return existsSync(door) ? [[`kit/${name}`, door] as const] : [];
});

const migrationsFolder = join(here, 'src', 'store', 'migrations');

/** Puts the SQL files where the server reads them, `dist/migrations`. */
const migrations: Plugin = {
  name: 'migrations',
  buildStart() {
    for (const { path } of migrationFiles()) this.addWatchFile(path);
  },
  generateBundle() {
    for (const { name, path } of migrationFiles())
      this.emitFile({ type: 'asset', fileName: `migrations/${name}`, source: readFileSync(path) });
  },
};

const migrationFiles = () =>
  readdirSync(migrationsFolder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(sql|json)$/.test(name))
    .map((name) => ({ name: name.replaceAll('\\', '/'), path: join(migrationsFolder, name) }));

/** Writes the types of the crafts to `types` while the bundle is made; half a second that nobody waits for. */
const declarations = (): Plugin => {
  let outDir = dist;
  let written: Promise<number | null> | undefined;
  const write = async (): Promise<number | null> => {
    const tsc = join(here, 'node_modules', 'typescript', 'bin', 'tsc');
    const args = [tsc, '-p', join(here, 'tsconfig.types.json'), '--outDir', join(outDir, 'types')];
    const [code] = (await once(spawn(process.execPath, args, { stdio: 'inherit' }), 'exit')) as [number | null];
    return code;
  };
  return {
    name: 'declarations',
    configResolved(config) {
      outDir = resolve(here, config.build.outDir);
    },
    buildStart() {
      // Whoever watches is not packing.
      if (!this.meta.watchMode) written = write();
    },
    async closeBundle() {
      if (written !== undefined && (await written) !== 0) this.error('the types of the crafts were not written');
    },
  };
};

export default defineConfig({
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  publicDir: false,
  plugins: [migrations, declarations()],
  build: {
    ssr: true,
    target: 'node24',
    outDir: dist,
    emptyOutDir: false,
    sourcemap: true,
    minify: false,
    rolldownOptions: {
      input: {
        'server/cli': join(here, 'src', 'main', 'cli.ts'),
        // Run as processes of their own, found beside cli.js.
        'server/decode-child': join(here, 'src', 'outside', 'decode', 'decode-child.ts'),
        'server/ocr-child': join(here, 'src', 'outside', 'ocr', 'ocr-child.ts'),
        'server/provenance-child': join(here, 'src', 'outside', 'provenance', 'provenance-child.ts'),
        // Run as threads of their own, likewise.
        'server/sight-worker': join(here, 'src', 'outside', 'pictures', 'sight-worker.ts'),
        'server/fit-worker': join(here, 'src', 'outside', 'standings', 'fit-worker.ts'),
        ...Object.fromEntries(kits),
      },
      output: {
        format: 'es',
        entryFileNames: '[name].js',
        // Beside cli.js: code finds its files by import.meta.dirname, whichever chunk it lands in.
        chunkFileNames: 'server/[name]-[hash].js',
        // The build is made elsewhere and moved: paths to the sources are those from dist/.
        sourcemapPathTransform: (source, map) =>
          relative(join(dist, basename(dirname(map))), resolve(dirname(map), source)),
      },
    },
  },
});
