// Every remark that speaks to whoever looks, with the way to its case; opening the case is seeing it.
import { dayOf } from '../../../base/clock.ts';
import { remarkParts } from '../../../core/mentions.ts';
import type { Mention } from '../../../desk/index.ts';
import { inLanguage } from '../../pages/addresses.ts';
import { namedFor } from '../../pages/veiled.tsx';
import type { View } from '../../pages/view.ts';
import { casePath } from './case-model.ts';
import { DeskFrame } from './desk-frame.tsx';
import type { MentionPage } from './mention-model.ts';
import { RoleOf } from './role-of.tsx';

type Props = { readonly view: View; readonly page: MentionPage };

export const MentionsPage = ({ view, page }: Props) => {
  const { t } = view;
  const fresh = page.mentions.filter(({ seen }) => !seen);
  const seen = page.mentions.filter((mention) => mention.seen);
  return (
    <DeskFrame view={view} member={page.member} at="mentions">
      <div class="mentions">
        <header class="page-head">
          <h1>{t('mentions.title')}</h1>
          <p class="hint">{t('mentions.lead')}</p>
        </header>
        {page.mentions.length === 0 && <p class="empty">{t('mentions.none')}</p>}
        {fresh.length > 0 && (
          <section aria-labelledby="new">
            <h2 id="new">{t('mentions.new')}</h2>
            <List view={view} page={page} mentions={fresh} />
          </section>
        )}
        {seen.length > 0 && (
          <section aria-labelledby="seen">
            <h2 id="seen">{t('mentions.seen')}</h2>
            <List view={view} page={page} mentions={seen} />
          </section>
        )}
      </div>
    </DeskFrame>
  );
};

const List = ({ view, page, mentions }: Props & { readonly mentions: readonly Mention[] }) => (
  <ol class="case-remarks">
    {mentions.map((mention) => (
      <li key={mention.remark}>
        <h3>
          <a href={`${inLanguage(view.lang, casePath(mention.case))}#remark-${mention.remark}`}>
            {mention.title === null ? view.t('case.untitled') : namedFor(view, mention.title)}
          </a>
        </h3>
        <p class="meta">
          <span>#{mention.case}</span>
          <strong>{page.team.find(({ id }) => id === mention.by)?.name ?? '–'}</strong>
          <RoleOf view={view} team={page.team} id={mention.by} />
          <time dateTime={mention.at.toISOString()}>{view.day(dayOf(mention.at))}</time>
        </p>
        <p class="case-text">
          {remarkParts(mention.text, page.team).map(({ text, of }, n) =>
            of === null ? text : <strong key={n}>{text}</strong>,
          )}
        </p>
      </li>
    ))}
  </ol>
);
