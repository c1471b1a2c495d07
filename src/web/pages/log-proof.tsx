// Under a check: where it stands in the public log, whether the page is what that line tells, and the proof to take along.
import type { Id } from '../../base/ids.ts';
import { leafPath, logPath } from './addresses.ts';
import type { ShownProof } from './background-model.ts';
import { CosignedBy } from './cosigned-by.tsx';
import { VerifyLog } from './verify-log.tsx';
import type { View } from './view.ts';

export const LogProof = ({
  view,
  check,
  proof,
}: {
  readonly view: View;
  readonly check: Id;
  readonly proof: ShownProof;
}) => (
  <>
    <section class="block no-print log-proof" aria-labelledby="proof" data-check={check}>
      <h2 id="proof">{view.t('proof.title')}</h2>
      {typeof proof === 'string' ? (
        <p class="note">{view.t(`proof.${proof}`)}</p>
      ) : (
        <Proven view={view} check={check} proof={proof} />
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

const fileOf = (check: Id): string => `/log/proof/${check}`;

type ProvenProps = {
  readonly view: View;
  readonly check: Id;
  readonly proof: Exclude<ShownProof, string>;
};

/** What a correction took the place of. */
const Superseded = ({ view, line }: { readonly view: View; readonly line: number }) => {
  const [before = '', after = ''] = view.t('proof.supersedes', { line: '\u0000' }).split('\u0000');
  return (
    <p>
      {before}
      <a href={leafPath(view.lang, line)}>{view.t('proof.line', { number: line })}</a>
      {after}
    </p>
  );
};

const Proven = ({ view, check, proof }: ProvenProps) => {
  const { t } = view;
  const key = proof.says === 'holds' ? 'proof.says' : (`proof.${proof.says}` as const);
  const [before = '', after = ''] = t(key, { line: '\u0000', count: proof.size }).split('\u0000');
  const file = fileOf(check);
  return (
    <>
      <p class={proof.says === 'differs' ? 'note note-warn' : undefined}>
        {before}
        <a href={leafPath(view.lang, proof.leaf)}>{t('proof.line', { number: proof.leaf })}</a>
        {after}
      </p>
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
        <code>{`sangto log verify ${check}.tlog-proof --page ${check}.json --vkey '${proof.vkeys[0] ?? ''}'`}</code>
      </p>
    </>
  );
};
