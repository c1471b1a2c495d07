// What brigades move, as `sangto bridge simulate` has it with its defaults.
import { type Brigade, brigadeOutcome, type Community } from '../../src/kit/bridge/index.ts';
import { writeFigures } from '../search/document.ts';

const community = { seed: 1, notes: 200, raters: 600, camp: 0.6, bridging: 0.3, perNote: 40 } as const;
const seeds = 3;

/** Prints a table and a line of JSON; writes the table where a document is given. */
export const benchBrigades = (document: string | undefined): void => {
  const rows: (readonly string[])[] = [];
  for (const share of [0.05, 0.14, 0.3])
    for (const aim of ['push', 'suppress'] as const)
      for (const tactic of ['concentrated', 'spread'] as const) {
        const brigade: Brigade = { share, aim, tactic, isCamouflaged: true };
        const [lot, self] = (['lot', 'self'] as const).map((by: Community['by']) =>
          brigadeOutcome({ ...community, by, brigade }, seeds),
        );
        if (lot === undefined || self === undefined) throw new Error('two ways of rating were measured');
        const figures = [lot.wronglyShown.with, lot.lost, self.wronglyShown.with, self.lost];
        rows.push([percent(share), aim, tactic, ...figures.map(percent)]);
      }
  const table = `| brigade | aim | tactic | by lot: wrongly shown | bridging lost | chosen: wrongly shown | bridging lost |
|---|---|---|---|---|---|---|
${rows.map((row) => `| ${row.join(' | ')} |`).join('\n')}`;
  console.log(table);
  if (document !== undefined) writeFigures(document, 'brigades', table);
  console.log(JSON.stringify({ bench: 'bridge brigades', rows }));
};

const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;
