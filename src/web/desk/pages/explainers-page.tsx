// The explainers of the team: what is public, and the way to write, change and withdraw one.
import { textIn } from '../../../core/check.ts';
import { may } from '../../../core/rights.ts';
import type { ExplainerLine } from '../../../desk/index.ts';
import { explainerPath, inLanguage } from '../../pages/addresses.ts';
import type { View } from '../../pages/view.ts';
import { DeskFrame } from './desk-frame.tsx';
import type { ExplainerPageOf } from './explainer-model.ts';

type Props = { readonly view: View; readonly page: ExplainerPageOf<'desk-explainers'> };

export const DeskExplainersPage = ({ view, page }: Props) => {
  const { t } = view;
  const writes = may(page.member.role, 'submission.submit');
  return (
    <DeskFrame view={view} member={page.member} at="explainers">
      <div class="decide">
        <header class="decide-head">
          <h1>{t('explainers.title')}</h1>
          <p class="hint">{t('desk-explainers.lead')}</p>
        </header>
        {writes && (
          <p>
            <a class="button button-strong" href={inLanguage(view.lang, '/desk/new-explainer')}>
              {t('desk-explainers.new')}
            </a>
          </p>
        )}
        <section class="decide-list" aria-labelledby="public">
          <h2 id="public">{t('desk-explainers.public')}</h2>
          {page.lines.length === 0 ? (
            <p class="note">{t('desk-explainers.none')}</p>
          ) : (
            <ul>
              {page.lines.map((line) => (
                <Explainer key={line.slug} view={view} line={line} writes={writes} />
              ))}
            </ul>
          )}
        </section>
      </div>
    </DeskFrame>
  );
};

const Explainer = ({
  view,
  line,
  writes,
}: {
  readonly view: View;
  readonly line: ExplainerLine;
  readonly writes: boolean;
}) => {
  const { t } = view;
  const { lang, text } = textIn(line.texts, view.lang);
  const at = inLanguage(view.lang, `/desk/explainers/${line.slug}`);
  return (
    <li>
      <a href={explainerPath(view.lang, line.slug)} lang={lang}>
        {text.title}
      </a>
      <p class="meta">
        <time dateTime={line.publishedOn}>{view.day(line.publishedOn)}</time>
        <span>{t('explainer.count', { count: line.checks })}</span>
        {line.withdrawnOn !== null ? (
          <span class="tag">{t('desk-explainers.withdrawn', { day: view.day(line.withdrawnOn) })}</span>
        ) : (
          writes && (
            <>
              <a href={at}>{t('desk-explainers.change')}</a>
              <a href={`${at}/withdraw`}>{t('desk-explainers.withdraw')}</a>
            </>
          )
        )}
      </p>
    </li>
  );
};
