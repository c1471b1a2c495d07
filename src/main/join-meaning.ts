// Joins the embedding endpoint to a world, if its self-test stands: what the index holds is embedded, questions become vectors.
import type { World } from '../desk/index.ts';
import { outgoingText } from '../kit/search/embedding/index.ts';
import { keptVectors, openEmbedding } from '../outside/embedding/index.ts';
import { embeddedChecks } from './embedded-checks.ts';
import { standingOf } from './embedding-verdict.ts';
import { folders, type Settings } from './settings.ts';

export type Joined<W> = {
  readonly world: W;
  readonly close: () => Promise<void>;
};

/**
 * The world with `meaning` filled and an index that keeps vectors in step, or the world as it was where no endpoint is
 * set or the self-test of this very endpoint does not stand; the latter is told in the log.
 */
export const joinMeaning = <W extends Pick<World, 'index' | 'meaning'>>(
  world: W,
  settings: Pick<Settings, 'data' | 'embeddings'>,
  log: (line: Readonly<Record<string, unknown>>) => void,
): Joined<W> => {
  const standing = standingOf(settings);
  if (standing.state !== 'stands') {
    if (standing.state === 'refused')
      log({
        level: 'error',
        what: 'embeddings are not used',
        error: standing.why,
        fix: 'sangto embeddings test --pairs FILE',
      });
    return { world, close: async () => undefined };
  }
  const { endpoint, gain } = standing;
  const { embed, close } = openEmbedding(endpoint);
  const kept = keptVectors(folders(settings.data).embeddings, endpoint.model);
  const checks = embeddedChecks(embed, kept, (problem) =>
    log({ level: 'error', what: 'embedding checks has stopped', error: problem }),
  );
  const { index } = world;
  const joined: W = {
    ...world,
    index: {
      ...index,

      put: (doc) => {
        index.put(doc);
        checks.put(doc);
      },
      remove: (checkId) => {
        index.remove(checkId);
        checks.remove(checkId);
      },
      get size() {
        return index.size;
      },
    },
    meaning: {
      ofQuestion: async (words) => {
        const text = outgoingText(words);
        const asked = text === '' || checks.vectors.size === 0 ? undefined : await embed([text], 'query');
        const vector = asked?.ok ? asked.value[0] : undefined;
        return vector && { vector, vectors: checks.vectors, weight: gain.weight };
      },
    },
  };
  return {
    world: joined,
    close: async () => {
      checks.close();
      await close();
      await checks.settled();
      kept.close();
    },
  };
};
