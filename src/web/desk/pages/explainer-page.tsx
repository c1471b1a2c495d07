// The forms of an explainer: its text in each language, the checks it belongs to, and for what is public the reason of a change.
import type { ComponentChildren } from 'preact';
import { type UiLang, uiLangs } from '../../../base/lang.ts';
import { explainerFields } from '../../../core/explainer.ts';
import { inLanguage } from '../../pages/addresses.ts';
import type { View } from '../../pages/view.ts';
import { Area, HandIn, Kinds, Line, PerLanguage } from './decide-inputs.tsx';
import { DeskFrame } from './desk-frame.tsx';
import type { ExplainerPageOf } from './explainer-model.ts';
import { Refusal } from './review-page.tsx';

type Props = { readonly view: View; readonly page: ExplainerPageOf<'desk-explainer'> };

export const DeskExplainerPage = ({ view, page }: Props) => {
  const { t } = view;
  const { before } = page;
  return (
    <Frame
      view={view}
      page={page}
      title={t(before === null ? 'desk-explainers.new' : 'desk-explainers.change-title')}
      lead={t(before === null ? 'desk-explainers.new-lead' : 'desk-explainers.change-lead')}
      action={before === null ? '/desk/new-explainer' : `/desk/explainers/${before.slug}`}
    >
      {before !== null && (
        <>
          <Kinds view={view} page={page} />
          <PerLanguage view={view} page={page} name="explain" rows={3} />
        </>
      )}
      <div class="decide-versions">
        {uiLangs.map((lang) => (
          <Version key={lang} view={view} page={page} lang={lang} />
        ))}
      </div>
      {before === null && <Line view={view} page={page} name="slug" type="text" />}
      <Line view={view} page={page} name="topics" type="text" value={before?.topics.join(', ') ?? ''} />
      <Area
        view={view}
        page={page}
        name="checks"
        label={t('decide.field.checks')}
        hint={t('decide.field.checks.hint')}
        value={page.attached.join('\n')}
        rows={4}
      />
      <Line view={view} page={page} name="publishAt" type="datetime-local" />
    </Frame>
  );
};

const Version = ({ view, page, lang }: Props & { readonly lang: UiLang }) => (
  <fieldset class="decide-texts">
    <legend>{view.language(lang)}</legend>
    {explainerFields.map((field) => (
      <Area
        key={field}
        view={view}
        page={page}
        name={`text.${lang}.${field}`}
        label={view.t(`explainer.field.${field}`)}
        value={page.before?.texts[lang]?.[field] ?? ''}
        rows={field === 'body' ? 12 : 2}
        lang={lang}
      />
    ))}
  </fieldset>
);

export const WithdrawExplainerPage = ({
  view,
  page,
}: {
  readonly view: View;
  readonly page: ExplainerPageOf<'desk-explainer-withdraw'>;
}) => (
  <Frame
    view={view}
    page={page}
    title={view.t('desk-explainers.withdraw-title')}
    lead={view.t('desk-explainers.withdraw-lead')}
    action={`/desk/explainers/${page.before.slug}/withdraw`}
  >
    <PerLanguage view={view} page={page} name="because" rows={4} />
  </Frame>
);

type FrameProps = {
  readonly view: View;
  readonly page: ExplainerPageOf<'desk-explainer' | 'desk-explainer-withdraw'>;
  readonly title: string;
  readonly lead: string;
  readonly action: string;
  readonly children: ComponentChildren;
};

const Frame = ({ view, page, title, lead, action, children }: FrameProps) => {
  const { t } = view;
  const about = page.before === null ? null : (page.before.texts[view.lang] ?? Object.values(page.before.texts)[0]);
  return (
    <DeskFrame view={view} member={page.member} at="explainers">
      <div class="decide">
        <header class="decide-head">
          <p class="eyebrow">
            <a href={inLanguage(view.lang, '/desk/explainers')}>{t('explainers.title')}</a>
          </p>
          <h1>{title}</h1>
          {about && <p class="decide-about">{about.title}</p>}
          <p class="hint">{lead}</p>
        </header>
        <Refusal view={view} refused={page.refused} />
        {page.pending !== null ? (
          <p class="note">
            {t('desk-explainers.waits')}{' '}
            <a href={inLanguage(view.lang, `/desk/reviews/${page.pending}`)}>{t('desk-explainers.see-waiting')}</a>
          </p>
        ) : (
          <form method="post" action={inLanguage(view.lang, action)} class="decide-form">
            {children}
            <HandIn view={view} />
          </form>
        )}
      </div>
    </DeskFrame>
  );
};
