// Requests from outside at the desk: what waits for a second person, and the form that writes one down.
import { uiLangs } from '../../../base/lang.ts';
import { requesterKinds, requestOutcomes, requestWants } from '../../../core/outside-request.ts';
import { inLanguage, requestsPath } from '../../pages/addresses.ts';
import { SecondForms } from '../../pages/operator-waiting.tsx';
import { Entry } from '../../pages/requests-page.tsx';
import type { View } from '../../pages/view.ts';
import { Area, HandIn } from './decide-inputs.tsx';
import { DeskFrame } from './desk-frame.tsx';
import type { RequestsPage } from './requests-model.ts';
import { Refusal } from './review-page.tsx';

type Props = { readonly view: View; readonly page: RequestsPage };

export const DeskRequestsPage = ({ view, page }: Props) => {
  const { t } = view;
  return (
    <DeskFrame view={view} member={page.member} at="team">
      <div class="decide">
        <header class="decide-head">
          <p class="eyebrow">
            <a href={inLanguage(view.lang, '/desk/team')}>{t('team.title')}</a>
          </p>
          <h1>{t('requests.title')}</h1>
          <p class="hint">{t('desk-requests.lead')}</p>
          <p>
            <a href={requestsPath(view.lang)}>{t('desk-requests.public')}</a>
          </p>
        </header>
        <Refusal view={view} refused={page.refused} />
        <section class="decide-list" aria-labelledby="waiting">
          <h2 id="waiting">{t('second.title')}</h2>
          {page.waiting.length === 0 ? (
            <p class="empty">{t('second.none')}</p>
          ) : (
            <ul class="plain-list">
              {page.waiting.map((one) => (
                <li key={one.id} id={`w-${one.id}`}>
                  <Entry view={view} entry={one} every />
                  <p class="hint">
                    {t('second.asked', { name: page.names[one.writtenBy] ?? '–', day: view.day(one.writtenOn) })}
                  </p>
                  <SecondForms
                    view={view}
                    action={inLanguage(view.lang, `/desk/requests/${one.id}`)}
                    own={one.writtenBy === page.member.id}
                    not={page.not.get(one.id) ?? null}
                    names={page.names}
                    of={`w-${one.id}`}
                    words={{ agree: t('desk-requests.agree'), decline: t('second.decline') }}
                  />
                </li>
              ))}
            </ul>
          )}
        </section>
        <section class="decide-list" aria-labelledby="write">
          <h2 id="write">{t('desk-requests.write')}</h2>
          <RequestForm view={view} page={page} />
        </section>
      </div>
    </DeskFrame>
  );
};

const RequestForm = ({ view, page }: Props) => {
  const { t } = view;
  return (
    <form method="post" action={inLanguage(view.lang, '/desk/requests')} class="decide-form">
      <div class="decide-row">
        <Choice
          page={page}
          name="kind"
          label={t('desk-requests.kind')}
          options={requesterKinds.map((one) => [one, t(`requests.from.${one}`)])}
        />
        <Text page={page} name="name" label={t('desk-requests.name')} hint={t('desk-requests.name.hint')} />
      </div>
      <div class="decide-row">
        <Text page={page} name="askedOn" type="date" label={t('desk-requests.asked-on')} />
        <Choice
          page={page}
          name="wanted"
          label={t('desk-requests.wanted')}
          options={requestWants.map((one) => [one, t(`requests.wanted.${one}`)])}
        />
      </div>
      <Sentences view={view} page={page} name="says" label={t('requests.says')} />
      <Text page={page} name="check" label={t('desk-requests.check')} hint={t('desk-requests.check.hint')} />
      <Choice
        page={page}
        name="outcome"
        label={t('desk-requests.outcome')}
        options={requestOutcomes.map((one) => [one, t(`requests.outcome.${one}`)])}
      />
      <Sentences view={view} page={page} name="ground" label={t('requests.ground')} />
      <fieldset class="decide-texts">
        <legend>{t('desk-requests.silence')}</legend>
        <p class="hint">{t('desk-requests.silence.hint')}</p>
        <Text page={page} name="silentUntil" type="date" label={t('desk-requests.silent-until')} />
        <Sentences view={view} page={page} name="law" label={t('requests.law')} />
      </fieldset>
      {page.firsts.length > 0 && (
        <Choice
          page={page}
          name="corrects"
          label={t('desk-requests.corrects')}
          options={page.firsts.map(({ id, number, name }) => [
            id,
            `${t('requests.number', { number: number ?? 0 })} · ${name}`,
          ])}
        />
      )}
      <HandIn view={view} />
    </form>
  );
};

type Field = { readonly page: RequestsPage; readonly name: string; readonly label: string };

const Choice = ({
  page,
  name,
  label,
  options,
}: Field & { readonly options: readonly (readonly [string, string])[] }) => (
  <div class="decide-field">
    <label for={name}>{label}</label>
    <select id={name} name={name} aria-invalid={page.refused?.field === name || undefined}>
      <option value="">–</option>
      {options.map(([value, text]) => (
        <option key={value} value={value} selected={page.typed[name] === value}>
          {text}
        </option>
      ))}
    </select>
  </div>
);

const Text = ({
  page,
  name,
  label,
  hint,
  type = 'text',
}: Field & { readonly hint?: string; readonly type?: 'text' | 'date' }) => (
  <div class="decide-field">
    <label for={name}>{label}</label>
    <input
      id={name}
      name={name}
      type={type as 'text'}
      maxLength={type === 'text' ? 200 : undefined}
      value={page.typed[name] ?? ''}
      aria-describedby={hint === undefined ? undefined : `${name}-hint`}
      aria-invalid={page.refused?.field === name || undefined}
    />
    {hint !== undefined && (
      <p class="hint" id={`${name}-hint`}>
        {hint}
      </p>
    )}
  </div>
);

const Sentences = ({ view, page, name, label }: Field & { readonly view: View }) => (
  <div class="decide-row">
    {uiLangs.map((lang) => (
      <Area
        key={lang}
        view={view}
        page={page}
        name={`${name}.${lang}`}
        label={`${label.replace(/:$/, '')} · ${view.language(lang)}`}
        rows={3}
        lang={lang}
      />
    ))}
  </div>
);
