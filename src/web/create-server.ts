import type { WebOptions } from './options.ts';
import { renderPage } from './pages/index.ts';
import { serverWith, type WebServer } from './server.ts';

/** The server with the pages of this product. Holds no port before `listen`. */
export const createServer = (options: WebOptions): WebServer => serverWith(renderPage, options);
