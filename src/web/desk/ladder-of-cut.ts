// On which rung the last cut found the community, from its public file: what the desk shows is what everybody can read.

import type { World } from '../../desk/index.ts';
import type { Ladder } from '../../kit/bridge/index.ts';
import type { LadderOfCut } from './pages/raters-model.ts';

/** Null before the first cut, and where the last one is of a version that kept no files. */
export const ladderOfLastCut = async ({ standings }: Pick<World, 'standings'>): Promise<LadderOfCut | null> => {
  const last = await standings.lastCut();
  if (last === undefined) return null;
  const bytes = await standings.file(last.n, 'parameters.json');
  if (bytes === undefined) return null;
  const { ladder } = JSON.parse(new TextDecoder().decode(bytes)) as { readonly ladder: Ladder };
  return { ...ladder, cut: last.n, on: last.on };
};
