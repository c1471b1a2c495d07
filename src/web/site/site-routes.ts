// Every page for people, in each language this instance speaks.
import type { Hono } from 'hono';
import type { Door, WebEnv } from '../door.ts';
import type { Importer } from '../importer.ts';
import type { StaticFiles } from '../static-files.ts';
import { askingRoutes } from './asking.ts';
import { checkRoutes } from './checks.ts';
import { feedRoutes } from './feed.ts';
import { frontRoutes, rootRoute } from './front.ts';
import { machineRoutes } from './machine-files.ts';
import { operatorRoutes } from './operator.ts';
import { sitemapRoutes } from './sitemap.ts';
import { statementRoutes } from './statements.ts';
import { ticketRoutes } from './tickets.ts';

export const siteRoutes = (app: Hono<WebEnv>, door: Door, files: StaticFiles, importer: Importer): void => {
  const holder = door.options.randomToken();
  rootRoute(app, door);
  for (const lang of door.options.organisation.languages) {
    frontRoutes(app, door, lang, holder);
    askingRoutes(app, door, lang);
    ticketRoutes(app, door, lang);
    checkRoutes(app, door, lang);
    statementRoutes(app, door, lang);
    feedRoutes(app, door, lang);
  }
  machineRoutes(app, door, files);
  sitemapRoutes(app, door);
  operatorRoutes(app, door, importer);
};
