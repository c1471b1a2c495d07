// Fills every port. Nobody else knows which hands do the work.
import type { World } from '../desk/index.ts';
import { certainFrom, createIndex } from '../kit/search/index.ts';
import { analyzer } from '../kit/text/index.ts';
import { fetchPage } from '../outside/fetch/index.ts';
import { filesIn } from '../outside/files/index.ts';
import { type PictureReader, readerOfPictures } from '../outside/ocr/index.ts';
import { noPages, pageTitles } from '../outside/page-titles/index.ts';
import {
  aliasesIn,
  checksIn,
  type Database,
  feedbackIn,
  importsIn,
  type Jobs,
  readsIn,
  tipsIn,
} from '../store/index.ts';
import { cardsInMemory } from './cards.ts';
import { instanceKey, keyedWith, newId } from './secrets.ts';
import { folders, type Settings } from './settings.ts';

/** How many cards answers are served from without a database; at about 1.5 kB each. */
const cardsKept = 20_000;

export const wire = (
  settings: Settings,
  database: Database,
  jobs: Pick<Jobs, 'enqueue'>,
): World & { readonly ocr: PictureReader } => {
  const place = folders(settings.data);
  const checks = checksIn(database, jobs.enqueue);
  return {
    now: () => new Date(),
    newId,
    keyed: keyedWith(instanceKey(place.keys)),
    index: createIndex(analyzer),
    cards: cardsInMemory(checks, cardsKept),
    tips: tipsIn(database, jobs.enqueue),
    checks,
    imports: importsIn(database, jobs.enqueue),
    reads: readsIn(database),
    feedback: feedbackIn(database),
    aliases: aliasesIn(database, jobs.enqueue),
    ocr: readerOfPictures(),
    files: filesIn(place.files),
    fetch: fetchPage,
    pages: settings.readPages ? pageTitles() : noPages,
    meaning: { ofQuestion: async () => undefined },
    knownFrom: certainFrom(settings.precision),
    ...unfilled,
  };
};

/** Ports whose rooms are not built yet: they say so, and nothing pretends. */
const unfilled: Pick<World, 'log' | 'outbox' | 'mail'> = {
  log: { append: async () => undefined },
  outbox: {
    put: async () => {
      throw new Error('nothing is sent yet: there is no channel');
    },
  },
  mail: { send: async () => ({ ok: false, error: { code: 'mail-unavailable' } }) },
};
