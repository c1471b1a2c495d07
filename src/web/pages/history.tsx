// Every change after publication, newest first, each with what stood there before.
import { type Check, type CheckText, type Correction, textIn } from '../../core/check.ts';
import type { Evidence, EvidenceChange } from '../../core/evidence.ts';
import { type CheckPicture, type PictureChange, pictureLimits } from '../../core/picture.ts';
import { wordDiff } from '../../core/word-diff.ts';
import type { Reached } from '../../desk/contact-ports.ts';
import { safeUrl } from './addresses.ts';
import { Differences } from './differences.tsx';
import { markdown } from './markdown.ts';
import { verdictWord } from './verdict-words.ts';
import type { View } from './view.ts';

type Props = { readonly view: View; readonly check: Check; readonly reached: readonly Reached[] };

export const History = ({ view, check, reached }: Props) => {
  const { t } = view;
  return (
    <section class="block" aria-labelledby="history">
      <h2 id="history">{t('history.title')}</h2>
      <ol class="history">
        {[...check.corrections].reverse().map((correction, i) => (
          <li key={`${correction.on} ${i}`} class={`change-${correction.kind}`}>
            <Change view={view} check={check} at={check.corrections.length - 1 - i} correction={correction} />
            <Told view={view} told={reached.find((r) => r.correction === check.corrections.length - 1 - i)} />
          </li>
        ))}
        {check.publishedOn && (
          <li>
            <p class="meta">
              <time dateTime={check.publishedOn}>{view.day(check.publishedOn)}</time>
            </p>
            <p>{t('history.published')}</p>
          </li>
        )}
        {check.letIn && (
          <li>
            <p class="meta">
              <time dateTime={check.letIn}>{view.day(check.letIn)}</time>
            </p>
            <p>{t('history.let-in')}</p>
          </li>
        )}
        {check.ourselvesOff && (
          <li>
            <p class="meta">
              <time dateTime={check.ourselvesOff}>{view.day(check.ourselvesOff)}</time>
            </p>
            <p>{t('history.ourselves-off')}</p>
          </li>
        )}
        {check.overridden && (
          <li>
            <p class="meta">
              <time dateTime={check.overridden.on}>{view.day(check.overridden.on)}</time>
            </p>
            <p>{t('history.overridden', { because: check.overridden.because })}</p>
          </li>
        )}
      </ol>
      {check.corrections.length === 0 && <p class="hint">{t('history.none')}</p>}
    </section>
  );
};

type ChangeProps = { readonly view: View; readonly check: Check; readonly at: number; readonly correction: Correction };

const Change = ({ view, check, at, correction }: ChangeProps) => {
  const explain = Object.keys(correction.explain).length === 0 ? null : textIn(correction.explain, view.lang);
  const changed = Object.entries(correction.before).filter(([, fields]) => Object.keys(fields).length > 0);
  const before = changed.length === 0 ? null : textIn(Object.fromEntries(changed), view.lang);
  const { verdict } = correction;
  return (
    <>
      <p class="meta">
        <time dateTime={correction.on}>{view.day(correction.on)}</time>
        <span class="tag">{view.t(`correction.${correction.kind}`)}</span>
      </p>
      {verdict && (
        <p>
          {view.t('history.verdict', {
            before: verdictWord(view, verdict.before),
            after: verdictWord(view, verdict.after),
          })}
        </p>
      )}
      {explain && <p lang={explain.lang}>{explain.text}</p>}
      {correction.evidence && <Sources view={view} change={correction.evidence} />}
      {correction.pictures && <Pictures view={view} change={correction.pictures} />}
      {correction.replies?.map(({ asked, saidOn }, i) => (
        <p key={`${i} ${asked}`}>
          {saidOn === null
            ? view.t('grounds.reply.history-asked', { asked })
            : view.t('grounds.reply.history-said', { asked, day: view.day(saidOn) })}
        </p>
      ))}
      {before && <Before view={view} check={check} at={at} lang={before.lang} text={before.text} />}
    </>
  );
};

/** Sources that went, struck, and sources that came. */
const Sources = ({ view, change: { removed, added } }: { readonly view: View; readonly change: EvidenceChange }) => (
  <ul class="history-sources">
    {removed.map((one, i) => (
      <li key={`${i} ${one.title}`}>
        {view.t('grounds.evidence.removed')}:{' '}
        <del>
          <SourceName one={one} />
        </del>{' '}
        <span class="tag">{view.t(`stance.${one.stance}`)}</span>
      </li>
    ))}
    {added.map((one, i) => (
      <li key={`${i} ${one.title}`}>
        {view.t('grounds.evidence.added')}:{' '}
        <ins>
          <SourceName one={one} />
        </ins>{' '}
        <span class="tag">{view.t(`stance.${one.stance}`)}</span>
      </li>
    ))}
  </ul>
);

/** Pictures that went, struck, and pictures that came, each by what can be seen in it; the picture itself is gone with it. */
const Pictures = ({ view, change: { removed, added } }: { readonly view: View; readonly change: PictureChange }) => {
  const stays = (one: CheckPicture): boolean =>
    [removed, added].every((of) => of.some(({ file }) => file === one.file));
  return (
    <ul class="history-sources">
      {removed
        .filter((one) => !stays(one))
        .map((one) => (
          <li key={one.file}>
            {view.t('history.picture.removed')}:{' '}
            <del>
              <PictureName view={view} one={one} />
            </del>
          </li>
        ))}
      {added.map((one) => (
        <li key={one.file}>
          {view.t(stays(one) ? 'history.picture.described' : 'history.picture.added')}:{' '}
          <ins>
            <PictureName view={view} one={one} />
          </ins>
        </li>
      ))}
    </ul>
  );
};

const PictureName = ({ view, one }: { readonly view: View; readonly one: CheckPicture }) => {
  const { lang, text } = textIn(one.alt, view.lang);
  return <span lang={lang}>{text.slice(0, pictureLimits.alt)}</span>;
};

const SourceName = ({ one }: { readonly one: Evidence }) => {
  const url = safeUrl(one.url);
  const name = <span lang={one.lang ?? undefined}>{one.title}</span>;
  return (
    <>
      {url ? (
        <a href={url} rel="noopener">
          {name}
        </a>
      ) : (
        name
      )}
      , {one.publisher}
    </>
  );
};

/** What replaced a text: what the next change found there, or what stands now. */
const after = (check: Check, at: number, lang: string, field: keyof CheckText): string | undefined =>
  check.corrections.slice(at + 1).find((later) => later.before[lang]?.[field] !== undefined)?.before[lang]?.[field] ??
  check.texts[lang]?.[field];

/** Of those who asked to hear of corrections, how many did. */
export const Told = ({ view, told }: { readonly view: View; readonly told: Reached | undefined }) =>
  told === undefined ? null : (
    <p class="hint">{view.t('reached.line', { reached: told.reached, unreachable: told.unreachable })}</p>
  );

const fields = ['title', 'claim', 'short', 'known', 'how', 'reply'] as const;

const Before = ({
  view,
  check,
  at,
  lang,
  text,
}: Omit<ChangeProps, 'correction'> & { readonly lang: string; readonly text: Partial<CheckText> }) => (
  <details class="fold">
    <summary>{view.t('history.before')}</summary>
    <dl class="before" lang={lang}>
      {fields.map((field) => {
        const was = text[field];
        if (was === undefined) return null;
        const now = after(check, at, lang, field);
        return (
          <div key={field}>
            <dt lang={view.lang}>{view.t(`field.${field}`)}</dt>
            {now !== undefined && now !== was ? (
              <dd class="changed-text">
                <Differences view={view} parts={wordDiff(was, now)} />
              </dd>
            ) : field === 'known' || field === 'how' ? (
              <dd class="prose" dangerouslySetInnerHTML={{ __html: markdown(was) }} />
            ) : (
              <dd>{was}</dd>
            )}
          </div>
        );
      })}
    </dl>
  </details>
);
