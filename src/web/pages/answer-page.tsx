// The answer: known, perhaps, or new; a message of several claims comes back marked.
import type { CheckCard } from '../../core/check.ts';
import { wordlessPicture } from '../../core/picture.ts';
import { askPath, frontPath, listPath } from './addresses.ts';
import { ClaimAnswers } from './claim-answers.tsx';
import { KindReplyLinks } from './kind-reply.tsx';
import { MarkedMessage } from './marked-message.tsx';
import type { PageOf } from './page-of.ts';
import { PagesRead } from './pages-read.tsx';
import { PictureRead } from './picture-read.tsx';
import { PlainMessage } from './plain-message.tsx';
import { ShareBar } from './share-bar.tsx';
import type { View } from './view.ts';

type Props = { readonly view: View; readonly page: PageOf<'answer'> };

export const AnswerPage = ({ view, page }: Props) => {
  const { t } = view;
  const { claims, message } = page;
  const several = claims.length > 1 || page.opinions.length > 0;
  return (
    <div class="narrow" data-address={message === null ? undefined : (page.sharePath ?? undefined)}>
      <header class="answer-head">
        <h1>{titleOf(view, page)}</h1>
        {!page.stored && <p class="note note-warn">{t('answer.not-stored')}</p>}
        {message === null && <p class="hint">{t('answer.shared')}</p>}
      </header>
      {page.wantsWords && <WantsWords view={view} />}
      {several && message !== null && !page.wantsWords && (
        <MarkedMessage view={view} message={message} claims={claims} opinions={page.opinions} />
      )}
      {!several && message !== null && page.outcome !== 'known' && !page.wantsWords && (
        <PlainMessage view={view} message={message} />
      )}
      <PagesRead view={view} pages={page.pages} />
      {page.outcome === 'new' && <PictureRead view={view} page={page} />}
      {claims.map((claim, i) => (
        <section class="claim" id={`part-${i + 1}`} key={`${claim.span.start}`} aria-labelledby={`part-${i + 1}-title`}>
          <h2 id={`part-${i + 1}-title`} class={several ? 'claim-title' : 'visually-hidden'}>
            {several && <span class={`claim-number part-${claim.outcome}`}>{i + 1}</span>}
            {message === null || !several
              ? t(`answer.part-${claim.outcome}-title`)
              : shorten(message.slice(claim.span.start, claim.span.end))}
          </h2>
          {(several || claim.outcome !== 'new') && (
            <ClaimAnswers view={view} claim={claim} message={message} answerId={page.answerId} />
          )}
        </section>
      ))}
      {claims.some((c) => c.outcome !== 'known') ? (
        <WhatNext view={view} page={page} />
      ) : (
        <Anyway view={view} page={page} />
      )}
      {page.outcome !== 'new' && <PictureRead view={view} page={page} />}
      <KindReplyLinks view={view} cards={answering(page)} />
      <footer class="answer-foot">
        {page.sharePath !== null && page.outcome !== 'new' && (
          <ShareBar
            view={view}
            url={`${view.shell.organisation.origin}${page.sharePath}`}
            title={t('front.title')}
            hint={t('share.answer-hint')}
          />
        )}
        <p>
          <a href={frontPath(view.lang)}>{t('answer.again')}</a>
        </p>
      </footer>
    </div>
  );
};

/** The checks that answer, each once. */
const answering = (page: Props['page']): readonly CheckCard[] => {
  const cards = page.claims.flatMap(({ outcome, answers }) =>
    outcome === 'known' && answers[0] ? [answers[0].card] : [],
  );
  return cards.filter((card, i) => cards.findIndex(({ id }) => id === card.id) === i);
};

/** A post is never opened, whoever wrote it: what it says is what can be looked up. */
const WantsWords = ({ view }: { readonly view: View }) => (
  <section class="note">
    <p>
      <strong>{view.t('post.title')}</strong> {view.t('post.what')}
    </p>
    <p>
      <a class="button button-strong" href={frontPath(view.lang)}>
        {view.t('post.again')}
      </a>
    </p>
  </section>
);

/** The way out of an answer that is not the one: the question joins those that people look at. */
const Anyway = ({ view, page }: Props) =>
  page.message === null || page.message === wordlessPicture || !page.stored ? null : (
    <form class="next" method="post" action={askPath(view.lang)}>
      <input type="hidden" name="text" value={page.message} />
      <input type="hidden" name="anyway" value="1" />
      <h2>{view.t('anyway.title')}</h2>
      <p>{view.t('anyway.what')}</p>
      <button class="button button-quiet" type="submit">
        {view.t('anyway.send')}
      </button>
    </form>
  );

const WhatNext = ({ view, page }: Props) => {
  const { t } = view;
  return (
    <section class="next">
      <h2>{t(page.claims.some((c) => c.outcome === 'new') ? 'next.title-new' : 'next.title-perhaps')}</h2>
      {page.ticketPath !== null && (
        <>
          <p>{t('next.ticket')}</p>
          <p>
            <a class="button button-strong" href={page.ticketPath}>
              {t('next.open-ticket')}
            </a>
          </p>
          <p class="hint">{t('next.keep')}</p>
        </>
      )}
      <h3>{t('next.meanwhile')}</h3>
      <ul>
        <li>{t('next.wait')}</li>
        <li>{t('next.look')}</li>
        <li>
          <a href={listPath(view.lang)}>{t('next.browse')}</a>
        </li>
      </ul>
    </section>
  );
};

const titleOf = (view: View, page: PageOf<'answer'>): string =>
  page.claims.length > 1 ? view.t('answer.several', { count: page.claims.length }) : view.t(`answer.${page.outcome}`);

const shorten = (text: string): string => (text.length <= 140 ? text : `${text.slice(0, 139).trimEnd()}…`);
