// sangto embeddings test: whether the endpoint of the settings finds more than words alone; only then is it used.
import type { Id } from '../base/ids.ts';
import { clean } from '../desk/clean.ts';
import type { IndexedCheck, World } from '../desk/index.ts';
import { keptVectors, openEmbedding } from '../outside/embedding/index.ts';
import { type SelfTested, selfTest } from './embedding-self-test.ts';
import { keepVerdict, said } from './embedding-verdict.ts';
import { exitCodes } from './exit-codes.ts';
import { visit } from './instance.ts';
import { type JudgedQuestion, readJudgedPairs } from './judged-pairs.ts';
import { type Flags, folders } from './settings.ts';
import { type Terminal, terminal } from './terminal.ts';

type TestFlags = Flags & { readonly json?: boolean; readonly pairs: string };

/** Exit: fine when the endpoint may be used from now on; `refused` when it gains nothing or answers nothing. */
export const embeddingsTestCommand = async (flags: TestFlags): Promise<number> => {
  const out = terminal(flags.json ?? false);
  const pairs = await readJudgedPairs(flags.pairs);
  if (!pairs.ok) {
    const { field = flags.pairs, detail = '', code } = pairs.error;
    out.fail(`${field}: ${detail}`, 'One pair a line: question, tab, id or slug of the check that answers it.', code);
    return exitCodes.unreadable;
  }
  const instance = await visit(flags, out);
  try {
    const { world, settings } = instance;
    if (settings.embeddings === null) {
      out.fail(
        'no embedding endpoint is set.',
        'Set SANGTO_EMBEDDINGS_URL and SANGTO_EMBEDDINGS_MODEL.',
        'no-endpoint',
      );
      return exitCodes.settings;
    }
    const checks = await everyCheckIndexed(world);
    const questions = questionsOf(world, pairs.value, checks);
    const unknown = pairs.value.length - questions.length;
    const { embed, close } = openEmbedding(settings.embeddings);
    const kept = keptVectors(folders(settings.data).embeddings, settings.embeddings.model);
    const tested = await selfTest({
      index: world.index,
      docs: checks.map((c) => c.doc),
      questions,
      embed,
      kept,
      progress: out.progress,
      clock: () => performance.now(),
    }).finally(async () => {
      out.progressDone();
      kept.close();
      await close();
    });
    if (!tested.ok) {
      const { code, detail } = tested.error;
      out.fail(`the endpoint gave no vectors (${detail ?? code}).`, 'Nothing has changed.', code);
      return exitCodes.unavailable;
    }
    keepVerdict(settings.data, settings.embeddings, tested.value.gain);
    tell(out, settings.embeddings.model, tested.value, unknown);
    return tested.value.gain.stands ? exitCodes.fine : exitCodes.refused;
  } finally {
    await instance.close();
  }
};

const page = 1000;

const everyCheckIndexed = async (world: Pick<World, 'checks' | 'index'>): Promise<readonly IndexedCheck[]> => {
  const all: IndexedCheck[] = [];
  for (let after: Id | null = null; ; ) {
    const some: readonly IndexedCheck[] = await world.checks.documents(after, page);
    for (const { doc } of some) world.index.put(doc);
    all.push(...some);
    const last = some.at(-1);
    if (last === undefined || some.length < page) return all;
    after = last.card.id;
  }
};

/** The questions as a message would be cleaned, those left out whose checks are not here. */
const questionsOf = (
  world: Pick<World, 'keyed'>,
  judged: readonly JudgedQuestion[],
  checks: readonly IndexedCheck[],
): readonly { readonly text: string; readonly right: ReadonlySet<string> }[] => {
  const ids = new Map<string, string>(
    checks.flatMap(({ card }) => [[card.slug, card.id] as const, [card.id, card.id] as const]),
  );
  return judged
    .map(({ text, checks: named }) => ({
      text: clean(world.keyed, text).text,
      right: new Set(named.flatMap((name) => ids.get(name) ?? [])),
    }))
    .filter(({ right }) => right.size > 0);
};

const tell = (out: Terminal, model: string, { gain, answered, tookMs }: SelfTested, unknown: number): void => {
  out.give({ model, ...gain, answered, medianMs: tookMs.median, slowMs: tookMs.slow, unknown });
  out.say(`${model}: ${said(gain)}.`);
  out.say(
    `${answered} of ${gain.questions} questions got a vector in time; median ${tookMs.median.toFixed(0)} ms, the slowest in twenty ${tookMs.slow.toFixed(0)} ms.`,
  );
  if (unknown > 0) out.say(`${unknown} questions were left out: their checks are not here.`);
  out.say(
    gain.stands
      ? 'It stands: the next start of the server uses it.'
      : 'It does not stand: the server does not use it. At least 30 questions, .01 more MAP@5 and a gain that is no luck are needed.',
  );
};
