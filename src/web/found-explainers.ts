// Background offered beside what a search found: by its words alone, never as an answer.
import type { ExplainerLine, World } from '../desk/index.ts';
import { fold } from '../kit/text/index.ts';
import { isStoreAway } from './problem.ts';

const most = 3;
const lookedAt = 500;

/** Explainers whose title and summary, in one language, hold every word of the query; none while the database is away. */
export const explainersFor = async (
  world: Pick<World, 'explainers'>,
  query: string,
): Promise<readonly ExplainerLine[]> => {
  const words = wordsOf(query);
  if (words.length === 0) return [];
  try {
    return (await world.explainers.list(lookedAt)).filter((one) => holds(one, words)).slice(0, most);
  } catch (error) {
    if (!isStoreAway(error)) throw error;
    return [];
  }
};

const wordsOf = (text: string): readonly string[] =>
  fold(text)
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');

const holds = ({ texts }: ExplainerLine, words: readonly string[]): boolean =>
  Object.values(texts).some(({ title, short }) => {
    const own = new Set(wordsOf(`${title} ${short}`));
    return words.every((word) => own.has(word));
  });
