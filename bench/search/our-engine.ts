import { createIndex } from '../../src/kit/search/index.ts';
import { analyzer } from '../../src/kit/text/index.ts';
import { withCanonicalLinks } from '../../src/main/eval-checks.ts';
import type { Engine, Opened } from './engine.ts';

const opened = (explains: boolean): Opened => {
  const index = createIndex(analyzer);
  const ranked = explains ? index.propose : index.order;
  return {
    put: index.put,
    find: (query, most) => ranked(withCanonicalLinks(query), most).map((p) => p.checkId),
  };
};

export const ours: Engine = {
  name: 'kit/search',
  used: 'createIndex(analyzer).order: which checks, in which order, as every peer is asked',
  open: () => opened(false),
};

export const oursExplained: Engine = {
  name: 'kit/search explained',
  used: 'createIndex(analyzer).propose: the same, and of each check the probability, the agreeing words, the reasons and the conflicts',
  open: () => opened(true),
};
