// The proof of a page, worked out again in the reader's own browser; without script, how to do it with other tools.
import { verdicts } from '../../core/verdict.ts';
import {
  type FrameWord,
  frameWords,
  type StepName,
  type StepWord,
  stepNames,
  stepWords,
} from '../islands/proof-words.ts';
import { verdictWord } from './verdict-words.ts';
import type { View } from './view.ts';

type Props = {
  readonly view: View;
  /** The leaf as it was logged, and its number. */
  readonly leaf: { readonly entry: string; readonly index: number };
  /** Where the proof (c2sp.org/tlog-proof@v1) is; a path of this site, as all addresses here. */
  readonly proof: string;
  /** Where `{"page", "salt"}` is, the page in canonical JSON and what opens its hash; null where there is nothing to compare. */
  readonly page: string | null;
  /** The log's keys and its witnesses', a line each; the address of its files. */
  readonly vkeys: readonly string[];
  readonly witnesses: readonly string[];
  readonly log?: string;
  /** A selector of the heading that must be the title in the log. */
  readonly heading?: string;
  /** One of several on its page: the words stand there once (`VerifyWords`), and nothing is looked at unasked. */
  readonly among?: boolean;
};

export const VerifyLog = ({
  view,
  leaf,
  proof,
  page,
  vkeys,
  witnesses,
  log = '/log',
  heading,
  among = false,
}: Props) => {
  const { t, shell } = view;
  const title = among ? `verify-title-${leaf.index}` : 'verify-title';
  const Title = among ? 'h3' : 'h2';
  return (
    <section
      class="verify no-print"
      aria-labelledby={title}
      data-verify-log
      data-entry={leaf.entry}
      data-index={String(leaf.index)}
      data-proof={proof}
      data-checkpoint={`${log}/checkpoint`}
      data-log={log}
      data-vkey={vkeys.join('\n')}
      data-witnesses={witnesses.join('\n')}
      {...(among ? {} : { 'data-keep-log': '', 'data-words': JSON.stringify(wordsOf(view)) })}
      {...(page === null ? {} : { 'data-page': page })}
      {...(heading === undefined ? {} : { 'data-heading': heading })}
    >
      <Title id={title}>{t('verify.title')}</Title>
      {!among && <p data-kept hidden />}
      <p>{t('verify.lead')}</p>
      <button class="button button-quiet" type="button" hidden>
        {t('verify.button')}
      </button>
      <p class="verify-status" role="status" />
      <ol class="verify-steps" aria-label={t('verify.steps')} hidden />
      <p class="hint">{t('verify.trust')}</p>
      <p class="address">
        <code>{`sangto log verify ${shell.organisation.origin}${log} --vkey '${vkeys[0] ?? ''}'`}</code>
      </p>
    </section>
  );
};

/** What every proof of a page may say, once for all of them. */
export const VerifyWords = ({ view }: { readonly view: View }) => (
  <div hidden data-verify-words={JSON.stringify(wordsOf(view))} />
);

/** On the journal, without being asked: whether the log goes on from what this browser saw of it. */
export const KeptLog = ({ view, vkeys, witnesses }: Pick<Props, 'view' | 'vkeys' | 'witnesses'>) => (
  <div
    data-keep-log="tell"
    data-vkey={vkeys.join('\n')}
    data-witnesses={witnesses.join('\n')}
    data-words={JSON.stringify(wordsOf(view))}
  >
    <p data-kept role="status" hidden />
  </div>
);

type Word = FrameWord | StepName | StepWord;

// What is only known in the browser stays a blank, which the script fills.
const blanks = {
  ...{ index: '{index}', hash: '{hash}', count: '{count}', size: '{size}', before: '{before}', why: '{why}' },
  ...{ name: '{name}', names: '{names}', seconds: '{seconds}', step: '{step}', what: '{what}' },
  ...{ title: '{title}', verdict: '{verdict}', on: '{on}', words: '{words}' },
} as const;

const wordsOf = (view: View): Readonly<Record<string, string>> =>
  Object.fromEntries([
    ...[...frameWords, ...stepNames, ...stepWords].map(
      (word: Word) => [word, view.t(`verify.${word}`, blanks)] as const,
    ),
    ...verdicts.map((verdict) => [`verdict-${verdict}`, verdictWord(view, verdict)] as const),
  ]);
