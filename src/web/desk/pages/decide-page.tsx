// The forms that hand in: what is concluded, what changes, why it is withdrawn or declined, what is known so far.
import { addDays } from '../../../base/clock.ts';
import { uiLangs } from '../../../base/lang.ts';
import { publicReasons } from '../../../core/case.ts';
import { textIn } from '../../../core/check.ts';
import { evidenceLacking, type Verdict } from '../../../core/verdict.ts';
import { fold } from '../../../kit/text/index.ts';
import { translate } from '../../locale.ts';
import { inLanguage } from '../../pages/addresses.ts';
import { topicWord } from '../../pages/topic-words.ts';
import { namedFor, Uncovered } from '../../pages/veiled.tsx';
import { allVerdicts, verdictMeaning, verdictWord, wordOf } from '../../pages/verdict-words.ts';
import type { View } from '../../pages/view.ts';
import { ChangeEvidence } from './decide-evidence.tsx';
import { Area, HandIn, Kinds, Line, PerLanguage, Required } from './decide-inputs.tsx';
import { type DecidePageOf, relatedBoxes, textFields, topicFields } from './decide-model.ts';
import { DecidePictures } from './decide-pictures.tsx';
import { ChangeReplies } from './decide-replies.tsx';
import { DeskFrame } from './desk-frame.tsx';
import { Refusal } from './review-page.tsx';

type Props = { readonly view: View; readonly page: DecidePageOf<'desk-decide'> };

export const DecidePage = ({ view, page }: Props) => {
  const { t } = view;
  const { form, of } = page;
  const at = inLanguage(view.lang, `/desk/cases/${of.number}`);
  return (
    <DeskFrame view={view} member={page.member} at="queue">
      <div class="decide">
        <header class="decide-head">
          <p class="eyebrow">
            <a href={at}>{t('decide.case', { number: of.number })}</a>
          </p>
          <h1>{t(`decide.form.${form}`)}</h1>
          <p class="decide-about">{namedFor(view, of.title ?? '')}</p>
          <Uncovered view={view} text={of.title ?? ''} />
          <p class="hint">{t(`decide.form.${form}.lead`)}</p>
        </header>
        <Refusal view={view} refused={page.refused} />
        <form method="post" action={`${at}/${form}`} class="decide-form">
          {form === 'submit' && <Conclude view={view} page={page} />}
          {form === 'correct' && <Correct view={view} page={page} />}
          {form === 'withdraw' && (
            <PerLanguage view={view} page={page} name="because" rows={4} needed={Object.keys(of.check?.texts ?? {})} />
          )}
          {form === 'decline' && <Decline view={view} page={page} />}
          {form === 'note' && (
            <>
              <PerLanguage view={view} page={page} name="claim" rows={2} />
              <PerLanguage view={view} page={page} name="known" rows={4} />
              <PerLanguage view={view} page={page} name="unknown" rows={4} />
              <Line view={view} page={page} name="nextOn" type="date" />
            </>
          )}
          <HandIn view={view} />
        </form>
      </div>
    </DeskFrame>
  );
};

const Conclude = ({ view, page }: Props) => (
  <>
    <Verdicts view={view} page={page} chosen="" />
    <div class="decide-row">
      <Line view={view} page={page} name="asOf" type="date" value={page.today} />
      <Line view={view} page={page} name="reviewBy" type="date" value={addDays(page.today, 365)} />
    </div>
    <Line view={view} page={page} name="slug" type="text" value={slugFrom(titleOf(page.of.material.texts))} />
    <Topics view={view} page={page} />
    <DecidePictures view={view} page={page} />
    <Related view={view} page={page} />
    <details class="fold" open={page.typed.appearances || page.typed.publishAt ? true : undefined}>
      <summary>{view.t('decide.more')}</summary>
      <div class="decide-form">
        <Area view={view} page={page} name="appearances" label={view.t('decide.field.appearances')} rows={2} />
        <Line view={view} page={page} name="publishAt" type="datetime-local" />
      </div>
    </details>
  </>
);

/** Existing topics are offered by their name in either language, with how many checks have them; another word makes a new one. */
const Topics = ({ view, page }: Props) => {
  const { t } = view;
  const known = page.of.topics.map((topic) => topicWord(view, topic));
  const other = { t: translate(view.lang === 'vi' ? 'en' : 'vi') };
  const wrong = page.refused?.field === 'topics' || undefined;
  return (
    <fieldset class="decide-topics" aria-describedby="topics-hint" aria-invalid={wrong}>
      <legend>
        {t('decide.field.topics')}
        <Required view={view} />
      </legend>
      <div class="decide-row">
        {topicFields.map((name, n) => (
          <input
            key={name}
            id={name}
            name={name}
            type="text"
            list="topics-known"
            value={page.typed[name] ?? (n < topicFields.length - 1 ? known[n] : known.slice(n).join(', ')) ?? ''}
            aria-label={t('decide.field.topic', { n: n + 1 })}
            aria-invalid={wrong}
            autocomplete="off"
          />
        ))}
      </div>
      <p class="hint" id="topics-hint">
        {t('decide.field.topics.hint')}
      </p>
      <datalist id="topics-known">
        {page.topics.map(({ topic, checks }) => (
          <option
            key={topic}
            value={topicWord(view, topic)}
            label={[
              ...new Set([topicWord(view, topic), topicWord(other, topic)]),
              t('topics.checks', { count: checks }),
            ].join(' · ')}
          />
        ))}
      </datalist>
    </fieldset>
  );
};

/** The Vietnamese one where there is one, else any: the address is one for all languages. */
const titleOf = (texts: Readonly<Record<string, Readonly<Record<string, string>>>>): string =>
  [texts.vi, ...Object.values(texts)].map((text) => text?.title?.trim() ?? '').find((title) => title !== '') ?? '';

/** A readable address from a title, for a start. */
const slugFrom = (title: string): string =>
  fold(title)
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '')
    .reduce((slug, word) => (slug.length + word.length > longestSlug ? slug : `${slug}-${word}`), '')
    .slice(1);
const longestSlug = 60;

const Verdicts = ({ view, page, chosen }: Props & { readonly chosen: string }) => {
  // What the evidence gathered so far does not carry is said where it is chosen, before it is refused.
  const evidence = page.form === 'submit' ? page.of.material.evidence : (page.of.check?.evidence ?? []);
  const beyond = (verdict: Verdict) => {
    const lacks = evidenceLacking(verdict, evidence);
    return (
      lacks && (
        <span class="hint">
          {view.t('grounds.beyond', { verdict: verdictWord(view, verdict), lacks: view.t(`grounds.lacks.${lacks}`) })}
        </span>
      )
    );
  };
  return (
    <fieldset class="decide-verdicts" aria-invalid={page.refused?.field === 'verdict' || undefined}>
      <legend>
        {view.t('decide.field.verdict')}
        <Required view={view} />
      </legend>
      <div>
        {allVerdicts.map((verdict) => (
          <label key={verdict}>
            <input type="radio" name="verdict" value={verdict} checked={(page.typed.verdict ?? chosen) === verdict} />
            <span>
              {verdictWord(view, verdict)}
              <span class="hint">{verdictMeaning(view, verdict)}</span>
              {beyond(verdict)}
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
};

const Correct = ({ view, page }: Props) => {
  const { check } = page.of;
  if (check === null || check.withdrawn !== undefined) return <p class="note">{view.t('decide.nothing-public')}</p>;
  return (
    <>
      <Kinds view={view} page={page} />
      <PerLanguage view={view} page={page} name="explain" rows={3} needed={Object.keys(check.texts)} />
      <Verdicts view={view} page={page} chosen={check.verdict ?? ''} />
      <div class="decide-row">
        <Line view={view} page={page} name="asOf" type="date" value={check.asOf ?? page.today} />
        <Line view={view} page={page} name="reviewBy" type="date" value={check.reviewBy ?? addDays(page.today, 365)} />
      </div>
      <ChangeEvidence view={view} page={page} />
      <ChangeReplies view={view} page={page} />
      <DecidePictures view={view} page={page} />
      <Related view={view} page={page} />
      <div class="decide-versions">
        {uiLangs.map((lang) => (
          <fieldset key={lang} class="decide-texts">
            <legend>{view.language(lang)}</legend>
            {textFields.map((field) => (
              <Area
                key={field}
                view={view}
                page={page}
                name={`text.${lang}.${field}`}
                label={view.t(`field.${field}`)}
                value={check.texts[lang]?.[field] ?? ''}
                rows={field === 'known' || field === 'how' ? 8 : 2}
                lang={lang}
              />
            ))}
          </fieldset>
        ))}
      </div>
    </>
  );
};

/** Checks near this one, each with a box, and a field for others. What was sent stands as it was sent. */
const Related = ({ view, page }: Props) => {
  const sent = page.refused !== null;
  const ticked = sent ? relatedBoxes.flatMap((box) => page.typed[box] ?? []) : (page.of.check?.related ?? []);
  return (
    <fieldset class="decide-verdicts" aria-invalid={page.refused?.field === 'related' || undefined}>
      <legend>{view.t('decide.field.related')}</legend>
      <p class="hint">{view.t(page.offered.length > 0 ? 'decide.related.lead' : 'decide.related.none')}</p>
      {page.offered.length > 0 && (
        <div>
          {page.offered.slice(0, relatedBoxes.length).map((card, i) => {
            const { lang, text } = textIn(card.texts, view.lang);
            return (
              <label key={card.id}>
                <input type="checkbox" name={relatedBoxes[i]} value={card.id} checked={ticked.includes(card.id)} />
                <span lang={lang}>
                  {text.title || text.claim}
                  <span class="hint" lang={view.lang}>
                    {wordOf(view, card)}
                  </span>
                </span>
              </label>
            );
          })}
        </div>
      )}
      <Area
        view={view}
        page={page}
        name="related"
        label={view.t('decide.related.others')}
        hint={view.t('decide.related.others.hint')}
        rows={2}
      />
    </fieldset>
  );
};

const Decline = ({ view, page }: Props) => (
  <>
    <fieldset class="decide-verdicts" aria-invalid={page.refused?.field === 'reason' || undefined}>
      <legend>
        {view.t('decide.field.reason')}
        <Required view={view} />
      </legend>
      <div>
        {publicReasons.map((reason) => (
          <label key={reason}>
            <input type="radio" name="reason" value={reason} checked={page.typed.reason === reason} />
            <span>{view.t(`declined.reason.${reason}`)}</span>
          </label>
        ))}
      </div>
    </fieldset>
    <PerLanguage view={view} page={page} name="claim" rows={2} />
    <PerLanguage view={view} page={page} name="explain" rows={4} />
  </>
);
