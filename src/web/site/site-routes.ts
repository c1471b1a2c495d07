// Every page for people, in each language this instance speaks.
import type { Hono } from 'hono';
import { deskRoutes } from '../desk/desk-routes.ts';
import type { Door, WebEnv } from '../door.ts';
import type { Importer } from '../importer.ts';
import type { StaticFiles } from '../static-files.ts';
import { appealRoutes } from './appeals.ts';
import { askingRoutes } from './asking.ts';
import { checkRoutes } from './checks.ts';
import { contactRoutes } from './contacts.ts';
import { declinedRoutes } from './declined.ts';
import { explainerRoutes } from './explainers.ts';
import { feedRoutes } from './feed.ts';
import { frontRoutes, rootRoute } from './front.ts';
import { kindReplyRoutes } from './kind-reply.ts';
import { logRootRoute, logRoutes } from './log.ts';
import { logFileRoutes } from './log-files.ts';
import { machineRoutes } from './machine-files.ts';
import { noteRoutes } from './notes.ts';
import { operatorRoutes } from './operator.ts';
import { pictureRoutes } from './pictures.ts';
import { replyRoutes } from './replies.ts';
import { sitemapRoutes } from './sitemap.ts';
import { statementRoutes } from './statements.ts';
import { ticketRoutes } from './tickets.ts';
import { verdictRoutes } from './verdicts.ts';
import { yourDataRoutes } from './your-data.ts';

export const siteRoutes = (app: Hono<WebEnv>, door: Door, files: StaticFiles, importer: Importer): void => {
  const holder = door.options.randomToken();
  rootRoute(app, door);
  for (const lang of door.options.organisation.languages) {
    frontRoutes(app, door, lang, holder);
    askingRoutes(app, door, lang);
    ticketRoutes(app, door, lang);
    appealRoutes(app, door, lang);
    contactRoutes(app, door, lang);
    replyRoutes(app, door, lang);
    yourDataRoutes(app, door, lang);
    checkRoutes(app, door, lang);
    kindReplyRoutes(app, door, lang);
    statementRoutes(app, door, lang);
    declinedRoutes(app, door, lang);
    noteRoutes(app, door, lang);
    explainerRoutes(app, door, lang);
    verdictRoutes(app, door, lang);
    logRoutes(app, door, lang);
    feedRoutes(app, door, lang);
    deskRoutes(app, door, lang);
  }
  logRootRoute(app, door);
  logFileRoutes(app, door);
  pictureRoutes(app, door);
  machineRoutes(app, door, files);
  sitemapRoutes(app, door);
  operatorRoutes(app, door, importer);
};
