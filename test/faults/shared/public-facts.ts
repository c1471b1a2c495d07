// Public facts in numbers, through the store as the desk tells them: each asks for its leaf in the transaction that makes it true.

import { tell, toldAt } from '../../../src/store/events.ts';
import type { Database } from '../../../src/store/index.ts';

const at = new Date('2026-11-20T10:00:00Z');

/** Tells facts with the numbers `from` to before `from + many`, in one transaction; on the disk when it comes back. */
export const tellFacts = (database: Database, from: number, many: number): Promise<void> =>
  database.atomically((tx) => {
    const facts = Array.from({ length: many }, (_, i) =>
      toldAt({ type: 'template.changed', v: 1, data: { key: 'load', lang: 'vi', n: from + i } }, at),
    );
    return tell(tx, facts, async () => undefined);
  });
