// Every door of the pages: the forms that are sent and the pages of the desk that are read, as the router has them.
import { createApp } from '../../src/web/app.ts';
import { createDoor } from '../../src/web/door.ts';
import { createImporter } from '../../src/web/importer.ts';
import { createMetrics, createOperatorDoor, type WebOptions } from '../../src/web/index.ts';
import { createPageCache } from '../../src/web/page-cache.ts';
import { createStaticFiles } from '../../src/web/static-files.ts';
import { organisation } from '../in-memory/server.ts';
import { memoryWorld } from '../in-memory/world.ts';

/** The doors of one language, `POST /desk/cases/:number/evidence`; those without a language as they stand. */
export const pageDoors = (): readonly string[] => {
  const world = memoryWorld();
  const randomToken = () => 'a'.repeat(32);
  const options: WebOptions = {
    world,
    organisation: { ...organisation, languages: ['vi'] },
    assets: { map: {}, folder: '/nowhere' },
    uploads: '/nowhere',
    limits: { perClientPerMinute: 1, instancePerSecond: 1, bodyBytes: 1, slowBodyMs: 1 },
    trustedProxies: 0,
    randomToken,
    operator: createOperatorDoor({ now: world.now, randomToken }),
    identity: { whoIs: async () => undefined },
    mailbox: () => [],
    onImport: () => undefined,
    metrics: createMetrics(),
    ready: () => true,
    log: () => undefined,
  };
  const cache = createPageCache({ maxBytes: 1, today: () => 0, common: {} });
  const door = createDoor(options, () => '', cache, new AbortController().signal);
  const importer = createImporter({ onImport: options.onImport, log: options.log });
  const { routes } = createApp(door, createStaticFiles(options.assets.folder, {}), importer);
  return [...new Set(routes.map(({ method, path }) => `${method} ${path}`))].filter(
    (one) => !/ \/api\b|^ALL /.test(one),
  );
};
