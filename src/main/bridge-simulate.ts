// sangto bridge simulate: what brigades of several sizes and tactics move, in a table; or the ratings of one community.
import { writeFile } from 'node:fs/promises';
import {
  type Brigade,
  type BrigadeOutcome,
  brigadeOutcome,
  type Community,
  levels,
  type Ratings,
  simulate,
} from '../kit/bridge/index.ts';
import { exitCodes } from './exit-codes.ts';
import { terminal } from './terminal.ts';

export type BridgeSimulateFlags = {
  readonly json?: boolean;
  readonly seed: number;
  readonly seeds: number;
  readonly notes: number;
  readonly raters: number;
  readonly perNote: number;
  readonly camp: number;
  readonly bridging: number;
  readonly ratings?: string;
};

type Line = { readonly by: Community['by']; readonly brigade: Brigade } & BrigadeOutcome;

/** Prints the table of brigades, or writes one community's ratings. */
export const bridgeSimulateCommand = async (flags: BridgeSimulateFlags): Promise<number> => {
  const out = terminal(flags.json ?? false);
  const { seed, notes, raters, perNote, camp, bridging } = flags;
  const community: Community = { seed, notes, raters, perNote, camp, bridging, by: 'lot' };
  if (flags.ratings !== undefined) {
    const { ratings, kinds } = simulate(community);
    try {
      await writeFile(flags.ratings, asTable(ratings));
    } catch (error) {
      out.fail(
        `${flags.ratings} cannot be written: ${error instanceof Error ? error.message : error}`,
        undefined,
        'cannot-write',
      );
      return exitCodes.cannotWrite;
    }
    const bridges = kinds.filter((kind) => kind === 'bridging').length;
    out.give({ ratings: ratings.level.length, notes, bridging: bridges, file: flags.ratings });
    out.say(`${ratings.level.length} ratings of ${notes} notes, ${bridges} of them bridging, in ${flags.ratings}`);
    return exitCodes.fine;
  }
  const lines: Line[] = [];
  out.say('ratings  brigade  aim       tactic        camouflaged  wrongly shown  (without)  bridging lost');
  for (const brigade of brigades())
    for (const by of ['lot', 'self'] as const) {
      const line = { by, brigade, ...brigadeOutcome({ ...community, by, brigade }, flags.seeds) };
      lines.push(line);
      out.say(inWords(line));
    }
  out.give({ community, seeds: flags.seeds, lines });
  return exitCodes.fine;
};

const brigades = function* (): Generator<Brigade> {
  for (const share of [0.05, 0.14, 0.3])
    for (const aim of ['push', 'suppress'] as const)
      for (const tactic of ['concentrated', 'spread'] as const)
        for (const isCamouflaged of [false, true]) yield { share, aim, tactic, isCamouflaged };
};

const inWords = ({ by, brigade, wronglyShown, lost }: Line): string =>
  [
    (by === 'lot' ? 'by lot' : 'chosen').padEnd(9),
    percent(brigade.share).padStart(7),
    `  ${brigade.aim.padEnd(10)}${brigade.tactic.padEnd(14)}${(brigade.isCamouflaged ? 'yes' : 'no').padEnd(13)}`,
    percent(wronglyShown.with).padStart(13),
    percent(wronglyShown.without).padStart(11),
    percent(lost).padStart(15),
  ].join('');

const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;

const asTable = (ratings: Ratings): string => {
  const words = levels.map((level) => (level === 'helpful' ? 'HELPFUL' : `${level.toUpperCase()}_HELPFUL`));
  let text = 'noteId\traterParticipantId\tcreatedAtMillis\thelpfulnessLevel\tlot\n';
  for (let k = 0; k < ratings.level.length; k++)
    text += `${ratings.noteOf[k]}\t${ratings.raterOf[k]}\t${ratings.at?.[k] ?? ''}\t${words[ratings.level[k] as number]}\t${ratings.lot?.[k] ?? 0}\n`;
  return text;
};
