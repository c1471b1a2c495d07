// What those concerned said: who was asked, when, and their answer in their own words, or that there was none.
import { type Check, textIn } from '../../core/check.ts';
import { type PublicReply, silenceOf } from '../../core/public-reply.ts';
import type { View } from './view.ts';

export const Concerned = ({ view, check }: { readonly view: View; readonly check: Check }) => {
  const { replies = [] } = check;
  if (replies.length === 0) return null;
  return (
    <section class="block" aria-labelledby="concerned">
      <h2 id="concerned">{view.t('grounds.reply.title')}</h2>
      <ul class="concerned">
        {replies.map((reply, i) => (
          <li key={`${i} ${reply.asked}`}>
            <One view={view} reply={reply} />
          </li>
        ))}
      </ul>
    </section>
  );
};

const One = ({ view, reply }: { readonly view: View; readonly reply: PublicReply }) => {
  const { t } = view;
  const said = reply.said === null || Object.keys(reply.said).length === 0 ? null : textIn(reply.said, view.lang);
  return (
    <>
      <p>
        <strong>{reply.asked}</strong>
      </p>
      <p class="meta">
        <time dateTime={reply.askedOn}>{t('grounds.reply.asked', { day: view.day(reply.askedOn) })}</time>
        {reply.saidOn !== null && (
          <time dateTime={reply.saidOn}>{t('grounds.reply.said', { day: view.day(reply.saidOn) })}</time>
        )}
        {said !== null && said.lang !== view.lang && (
          <span class="tag">{t('evidence.in-language', { language: view.language(said.lang) })}</span>
        )}
      </p>
      {said === null ? (
        <p>{silenceWords(view, reply)}</p>
      ) : (
        <blockquote class="words" lang={said.lang}>
          {said.text}
        </blockquote>
      )}
    </>
  );
};

/** Only what was known on the day it was looked. */
export const silenceWords = (view: View, reply: PublicReply): string =>
  silenceOf(reply) === 'late' && reply.dueOn !== null
    ? view.t('grounds.reply.late', { day: view.day(reply.dueOn) })
    : view.t('grounds.reply.open', { day: view.day(reply.knownOn) });
