import { createIndex } from '../../src/kit/search/index.ts';
import { analyzer } from '../../src/kit/text/index.ts';
import { withCanonicalLinks } from '../../src/main/eval-checks.ts';
import type { Engine } from './engine.ts';

export const ours: Engine = {
  name: 'kit/search',
  used: 'createIndex(analyzer) as the product uses it, explanations included',
  open: () => {
    const index = createIndex(analyzer);
    return {
      put: index.put,
      find: (query, most) => index.propose(withCanonicalLinks(query), most).map((p) => p.checkId),
    };
  },
};
