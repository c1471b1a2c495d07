// Beside what stands in the public log: which line it is, whether what the page says is what that line tells, and the proof
// to take along. One thing for all pages: a section under a check, a fold beside everything else.
import type { LeafShown, LogHeadShown } from '../../desk/prove-leaf.ts';
import { leafPagePath, logPath } from './addresses.ts';
import type { PageProofs, ShownProof } from './background-model.ts';
import { CosignedBy } from './cosigned-by.tsx';
import { VerifyLog } from './verify-log.tsx';
import type { View } from './view.ts';

/** Under a check, whose proof goes by its id. */
export const LogProof = ({
  view,
  check,
  proof,
}: {
  readonly view: View;
  readonly check: string;
  readonly proof: ShownProof;
}) => (
  <>
    <section class="block no-print log-proof" aria-labelledby="proof" data-check={check}>
      <h2 id="proof">{view.t('proof.title')}</h2>
      {typeof proof === 'string' ? (
        <p class="note">{view.t(`proof.${proof}`)}</p>
      ) : (
        <>
          <Says view={view} proof={proof} of="proof" />
          <Proven view={view} proof={proof} name={check} />
        </>
      )}
      <p>
        <a href={logPath(view.lang)}>{view.t('proof.journal')}</a>
      </p>
    </section>
    {typeof proof !== 'string' && (
      <VerifyLog
        view={view}
        leaf={{ entry: proof.entry, index: proof.leaf }}
        proof={fileOf(check)}
        page={`${fileOf(check)}.json`}
        vkeys={proof.vkeys}
        witnesses={proof.witnesses}
        heading="h1"
      />
    )}
  </>
);

type FoldProps = {
  readonly view: View;
  /** Absent where a page is drawn without them: before it is public, or while the database is away. */
  readonly proofs: PageProofs | undefined;
  /** Which of them. */
  readonly of: string;
};

/** Beside words that a page shows: they bear `data-told` and lie, with this, in one that bears `data-told-in`. */
export const LeafProof = ({ view, proofs, of }: FoldProps) => {
  if (proofs === undefined) return null;
  if (proofs === 'away') return <p class="hint no-print">{view.t('proof.away')}</p>;
  const leaf = proofs.by.get(of);
  if (leaf === undefined) return <p class="hint no-print">{view.t('leaf.none')}</p>;
  return <LeafFold view={view} leaf={leaf} head={proofs.head} />;
};

const LeafFold = ({
  view,
  leaf,
  head,
}: {
  readonly view: View;
  readonly leaf: LeafShown;
  readonly head: LogHeadShown;
}) => {
  const proof = { ...leaf, ...head };
  const differs = leaf.says === 'differs';
  return (
    <>
      {differs && <Says view={view} proof={proof} of="leaf" />}
      <details class="fold no-print log-proof">
        <summary>{view.t('leaf.fold', { number: leaf.leaf })}</summary>
        {!differs && <Says view={view} proof={proof} of="leaf" />}
        <Proven view={view} proof={proof} name={String(leaf.leaf)} />
        <VerifyLeaf view={view} proof={proof} />
      </details>
    </>
  );
};

type Proof = LeafShown & LogHeadShown;

export const VerifyLeaf = ({ view, proof }: { readonly view: View; readonly proof: Proof }) => {
  const file = fileOf(String(proof.leaf));
  return (
    <VerifyLog
      view={view}
      leaf={{ entry: proof.entry, index: proof.leaf }}
      proof={file}
      page={`${file}.json`}
      vkeys={proof.vkeys}
      witnesses={proof.witnesses}
      among
    />
  );
};

/** `name`: the number of a leaf, or the id of a check. */
const fileOf = (name: string): string => `/log/proof/${name}`;

const saysWords = {
  proof: { holds: 'proof.says', differs: 'proof.differs', unknown: 'proof.unknown' },
  leaf: { holds: 'leaf.says', differs: 'leaf.differs', unknown: 'leaf.unknown' },
} as const;

/** Which line it is, and whether what is shown is what that line tells. */
export const Says = ({
  view,
  proof,
  of,
}: {
  readonly view: View;
  readonly proof: Proof;
  readonly of: 'proof' | 'leaf';
}) => {
  const { t } = view;
  const [before = '', after = ''] = t(saysWords[of][proof.says], { line: '\u0000', count: proof.size }).split('\u0000');
  const differs = proof.says === 'differs';
  return (
    <p class={differs ? 'note note-warn' : undefined} role={differs ? 'alert' : undefined}>
      {before}
      <Line view={view} number={proof.leaf} />
      {after}
    </p>
  );
};

const Line = ({ view, number }: { readonly view: View; readonly number: number }) => (
  <a href={leafPagePath(view.lang, number)}>{view.t('proof.line', { number })}</a>
);

/** What a correction took the place of. */
const Superseded = ({ view, line }: { readonly view: View; readonly line: number }) => {
  const [before = '', after = ''] = view.t('proof.supersedes', { line: '\u0000' }).split('\u0000');
  return (
    <p>
      {before}
      <Line view={view} number={line} />
      {after}
    </p>
  );
};

export const Proven = ({
  view,
  proof,
  name,
}: {
  readonly view: View;
  readonly proof: Proof;
  readonly name: string;
}) => {
  const { t } = view;
  const file = fileOf(name);
  return (
    <>
      {proof.supersedes !== null && <Superseded view={view} line={proof.supersedes} />}
      <dl class="log-head">
        <dt>{t('proof.root')}</dt>
        <dd>
          <code>{proof.root}</code>
        </dd>
        <dt>{t('log.checkpoint')}</dt>
        <dd>
          {t('log.size', { count: proof.size })} · <a href="/log/checkpoint">{t('log.files')}</a>
        </dd>
      </dl>
      <CosignedBy view={view} witnesses={proof.cosigned} />
      <ul class="log-files">
        <li>
          <a href={file}>{t('proof.bundle')}</a>
        </li>
        <li>
          <a href={`${file}.json`}>{t('proof.parts')}</a>
        </li>
      </ul>
      <p class="hint">{t('proof.offline')}</p>
      <p class="address">
        <code>{`sangto log verify ${name}.tlog-proof --page ${name}.json --vkey '${proof.vkeys[0] ?? ''}'`}</code>
      </p>
    </>
  );
};
