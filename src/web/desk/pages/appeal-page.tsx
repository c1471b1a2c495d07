// One request to look again: what was written, whether it has a ground, and what is said of it.
import { inLanguage } from '../../pages/addresses.ts';
import { Answer, Consequence, Words } from '../../pages/appeal-followed-page.tsx';
import { aboutWords, appealedPath } from '../../pages/appealed.ts';
import { Veiled } from '../../pages/veiled.tsx';
import type { View } from '../../pages/view.ts';
import type { AppealPageOf } from './appeal-model.ts';
import { AppealWords } from './appeal-words.tsx';
import { AskSomebodyIn, Due, titleOf } from './appeals-page.tsx';
import { DeskFrame } from './desk-frame.tsx';

type Props = { readonly view: View; readonly page: AppealPageOf<'desk-appeal'> };

export const AppealPageView = ({ view, page }: Props) => {
  const { t, lang } = view;
  const { appeal } = page;
  const title = titleOf(view, appeal);
  const { kind, slug, caseNumber } = appeal.about;
  const path = appealedPath(lang, appeal.about);
  return (
    <DeskFrame view={view} member={page.member} at="appeals">
      <article class="appeals asked">
        <p>
          <a href={inLanguage(lang, '/desk/appeals')}>← {t('desk-appeals.back')}</a>
        </p>
        <header class="appeal-head">
          <p class="eyebrow">{t(aboutWords[kind])}</p>
          <h1 lang={title.lang}>{title.text}</h1>
          <p class="meta">
            <span>{t('followed.received', { day: view.day(appeal.openedOn) })}</span>
            <Due view={view} appeal={appeal} />
          </p>
          <p class="meta">
            {path !== null && <a href={path}>{t(`desk-appeals.read-${kind}`)}</a>}
            {caseNumber !== null && (
              <a href={inLanguage(lang, `/desk/cases/${caseNumber}`)}>
                {t('desk-appeals.see-case', { number: caseNumber })}
              </a>
            )}
          </p>
        </header>
        <section aria-labelledby="asked">
          <h2 id="asked">{t(`appeal.reason.${appeal.reason}`)}</h2>
          <Veiled view={view} text={appeal.text}>
            <div lang={appeal.lang}>
              <Words text={appeal.text} links={appeal.links} />
            </div>
          </Veiled>
        </section>
        {appeal.joined > 0 && <p class="hint">{t('grounds.appeal.joined', { count: appeal.joined })}</p>}
        {kind === 'check' && appeal.answer === null && <Look view={view} page={page} />}
        {appeal.answer && (
          <section aria-labelledby="answer">
            <h2 id="answer">{t('desk-appeals.answered')}</h2>
            <Answer view={view} answer={appeal.answer} given={appeal} />
            {page.answeredBy !== null && (
              <p class="hint">
                {page.agreedWith === null
                  ? t('desk-appeals.by', { name: page.answeredBy })
                  : t('desk-appeals.by-both', { name: page.agreedWith, other: page.answeredBy })}
              </p>
            )}
            <Consequence view={view} appeal={appeal} />
            {appeal.answer.outcome !== 'not-upheld' && appeal.consequence?.state !== 'settled' && (
              <p class="note">
                {t(`desk-appeals.next-${kind}`)}{' '}
                {kind === 'explainer' && slug !== null && (
                  <a href={inLanguage(lang, `/desk/explainers/${slug}`)}>{t('desk-appeals.open-explainer')}</a>
                )}
              </p>
            )}
          </section>
        )}
        {appeal.answer === null && appeal.byTwo && <p class="note">{t('desk-appeals.by-two-lead')}</p>}
        <AppealWords view={view} page={page} />
        {appeal.needsSomebody && <AskSomebodyIn view={view} page={page} />}
      </article>
    </DeskFrame>
  );
};

/** Somebody who may answer it looks whether it has a ground: that decides what the check does meanwhile. */
const Look = ({ view, page }: Props) => {
  const { t } = view;
  const { appeal } = page;
  const looked = appeal.lookedBy !== null && (
    <p class="note">
      {t(looks[foundOf(appeal)])}{' '}
      {t('grounds.appeal.looked-by', { name: page.names[appeal.lookedAgainBy ?? appeal.lookedBy] ?? '–' })}
    </p>
  );
  const mayLook = appeal.lookedBy !== page.member.id && appeal.lookedAgainBy === null;
  if (!mayLook || page.own || page.inTheWay.writing !== null) return looked || null;
  const button = (ground: 'yes' | 'no') => (
    <button class="button button-quiet" type="submit" name="ground" value={ground}>
      {t(`grounds.appeal.ground-${ground}`)}
    </button>
  );
  return (
    <>
      {looked}
      <form class="note appeal-look" method="post" action={inLanguage(view.lang, `/desk/appeals/${appeal.id}/look`)}>
        <p>
          {appeal.lookedBy !== null
            ? t('grounds.appeal.look-again')
            : appeal.holdsUntil === null
              ? t('grounds.appeal.look-lead')
              : t('grounds.appeal.look-held', { day: view.day(appeal.holdsUntil) })}
        </p>
        <p class="asked-ways">
          {button('yes')}
          {button('no')}
        </p>
      </form>
    </>
  );
};

const looks = {
  holds: 'grounds.appeal.looked-ground',
  full: 'grounds.appeal.looked-full',
  none: 'grounds.appeal.looked',
} as const;

const foundOf = ({ holds, foundGround }: Props['page']['appeal']): keyof typeof looks =>
  holds ? 'holds' : foundGround === true ? 'full' : 'none';
