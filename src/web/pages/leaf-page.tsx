// One line of the public log: what it tells in plain words, the texts that it seals, its entry to the letter, and the way to
// the signed root.
import { leafPath } from './addresses.ts';
import { Led } from './log-led.tsx';
import { Proven, Says, VerifyLeaf } from './log-proof.tsx';
import { isBackfilled, saysOf } from './log-says.ts';
import type { PageOf } from './page-of.ts';
import { VerifyWords } from './verify-log.tsx';
import type { View } from './view.ts';

type Props = { readonly view: View; readonly page: PageOf<'leaf'> };

export const LeafPage = ({ view, page: { proof } }: Props) => {
  const { t } = view;
  const says = saysOf(view, proof);
  return (
    <article class="narrow log log-leaf">
      <header class="page-head">
        <p class="eyebrow">{t(`log.kind.${proof.kind}`)}</p>
        <h1>{t('leaf.title', { number: proof.leaf })}</h1>
        <p class="meta">
          <time dateTime={proof.on}>{view.day(proof.on)}</time>
          {isBackfilled(proof) && <span>{t('log.backfilled')}</span>}
        </p>
      </header>
      <Says view={view} proof={proof} of="leaf" />
      {(says.length > 0 || proof.led !== null) && (
        <section class="block" aria-labelledby="about">
          <h2 id="about">{t('leaf.about')}</h2>
          {says.length > 0 && <p>{says.join(' ')}</p>}
          {proof.led !== null && <Led view={view} page={proof.led} />}
        </section>
      )}
      <Texts view={view} proof={proof} />
      <section class="block" aria-labelledby="entry">
        <h2 id="entry">{t('leaf.entry')}</h2>
        <pre>
          <code>{proof.entry}</code>
        </pre>
      </section>
      <section class="block log-proof" aria-labelledby="place">
        <h2 id="place">{t('leaf.proof')}</h2>
        <Proven view={view} proof={proof} name={String(proof.leaf)} />
        <details class="fold">
          <summary>{t('leaf.inclusion')}</summary>
          {proof.inclusion.length === 0 ? (
            <p>{t('leaf.inclusion-none')}</p>
          ) : (
            <ol>
              {proof.inclusion.map((hash) => (
                <li key={hash}>
                  <code>{hash}</code>
                </li>
              ))}
            </ol>
          )}
        </details>
        <p>
          <a href={leafPath(view.lang, proof.leaf)}>{t('leaf.journal')}</a>
        </p>
      </section>
      <VerifyLeaf view={view} proof={proof} />
      <VerifyWords view={view} />
    </article>
  );
};

type Part = { readonly view: View; readonly proof: PageOf<'leaf'>['proof'] };

const Texts = ({ view, proof: { texts } }: Part) => {
  const { t } = view;
  const each = Object.entries(texts);
  return (
    <section class="block" aria-labelledby="texts">
      <h2 id="texts">{t('leaf.texts')}</h2>
      <p>{t(each.length === 0 ? 'leaf.texts-none' : 'leaf.texts-how')}</p>
      {each.map(([name, { text, as }]) => (
        <section key={name} aria-labelledby={`text-${name}`}>
          <h3 id={`text-${name}`}>{named(view, name)}</h3>
          {as !== 'holds' && (
            <p class={as === 'differs' || as === 'gone' ? 'note note-warn' : 'note'}>{t(`leaf.as.${as}`)}</p>
          )}
          {text !== null && (
            <details class="fold log-entry">
              <summary>{t(as === 'holds' ? 'leaf.text-read' : 'leaf.text-now')}</summary>
              <pre>
                <code data-told={name}>{text}</code>
              </pre>
            </details>
          )}
        </section>
      ))}
    </section>
  );
};

const texts = ['page', 'content', 'reason', 'answer', 'why'] as const;
const pages = ['about', 'method', 'funding', 'corrections', 'privacy'] as const;

/** What a text is called; a statement by its page. */
const named = ({ t }: View, name: string): string => {
  const text = texts.find((one) => one === name);
  if (text !== undefined) return t(`leaf.text.${text}`);
  const page = pages.find((one) => one === name);
  return page === undefined ? name : t(`statement.${page}`);
};
