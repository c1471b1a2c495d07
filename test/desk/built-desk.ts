// A desk server whose pages have their built styles and scripts (`node start.mjs build` makes them), for browsers.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readAssets, type WebOptions } from '../../src/web/index.ts';
import { type DeskServer, deskServer } from './desk-server.ts';

const client = join(import.meta.dirname, '../../dist/client');

/** The desk server of the other tests, drawn with the built styles. */
export const builtDeskServer = (more: Partial<WebOptions> = {}): Promise<DeskServer> =>
  deskServer({
    assets: {
      folder: client,
      map: readAssets(JSON.parse(readFileSync(join(client, '.vite', 'manifest.json'), 'utf8'))),
    },
    ...more,
  });
