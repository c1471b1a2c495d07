// What brigades move, on seeds by which nothing was chosen, and in communities of other shapes.
import { type Brigade, brigadeOutcome, type Community } from '../../src/kit/bridge/index.ts';
import { writeFigures } from '../search/document.ts';

const community = { seed: 11, notes: 200, raters: 600, camp: 0.6, bridging: 0.3, perNote: 40 } as const;
const seeds = 10;
const otherSeeds = 5;

const shapes: readonly (readonly [string, Partial<Community>])[] = [
  ['camps of 50 and 50', { camp: 0.5 }],
  ['camps of 75 and 25', { camp: 0.75 }],
  ['a tenth of the notes bridges', { bridging: 0.1 }],
  ['45 in a hundred bridge', { bridging: 0.45 }],
  ['60 in a hundred bridge', { bridging: 0.6 }],
  ['25 ratings a note', { perNote: 25 }],
  ['80 ratings a note', { perNote: 80 }],
  ['twice the noise', { noise: 2 }],
];

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
  const others = shapes.map(([name, shape]) => {
    const outcomes = (['push', 'suppress'] as const).map((aim) =>
      brigadeOutcome(
        { ...community, by: 'lot', ...shape, brigade: { share: 0.14, aim, tactic: 'spread', isCamouflaged: true } },
        otherSeeds,
      ),
    );
    const figures = outcomes.flatMap(({ wronglyShown, lost }) => [wronglyShown.with, lost]);
    const calm = outcomes[0] === undefined ? [] : [outcomes[0].shown, outcomes[0].wronglyShown.without];
    return [name, ...[...calm, ...figures].map(percent)];
  });
  const shaped = `| community | without: bridging shown | wrongly shown | push: wrongly shown | lost | suppress: wrongly shown | lost |
|---|---|---|---|---|---|---|
${others.map((row) => `| ${row.join(' | ')} |`).join('\n')}`;
  console.log(shaped);
  if (document !== undefined) {
    writeFigures(document, 'brigades', table);
    writeFigures(document, 'brigades-shapes', shaped);
  }
  console.log(JSON.stringify({ bench: 'bridge brigades', rows, others }));
};

const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;
