// What those concerned were asked and answered since a check became public, and the box that publishes it with a change.
import { textIn } from '../../../core/check.ts';
import { type PublicReply, repliesSince } from '../../../core/public-reply.ts';
import { silenceWords } from '../../pages/concerned.tsx';
import type { View } from '../../pages/view.ts';
import type { DecidePageOf } from './decide-model.ts';

type Props = { readonly view: View; readonly page: DecidePageOf<'desk-decide'> };

/** Ticked unless somebody unticked it: whoever answered is owed to be read. */
export const ChangeReplies = ({ view, page }: Props) => {
  const { t } = view;
  const { of, refused, typed, today } = page;
  const since = repliesSince(
    of.check?.replies ?? [],
    of.replies.map((one) => ({ ...one, knownOn: today })),
  );
  if (since.length === 0) return null;
  return (
    <fieldset class="decide-sources">
      <legend>{t('grounds.reply.title')}</legend>
      <p class="hint">{t('grounds.reply.lead')}</p>
      <label>
        <input type="checkbox" name="replies" value="yes" checked={refused === null || typed.replies !== undefined} />
        <span>
          {t('grounds.reply.publish')}
          {since.map((one, i) => (
            <span class="hint" key={`${i} ${one.asked}`}>
              {replyLine(view, one)}
            </span>
          ))}
        </span>
      </label>
    </fieldset>
  );
};

/** One of them in a line. */
export const replyLine = (view: View, reply: PublicReply): string =>
  [
    reply.asked,
    view.t('grounds.reply.asked', { day: view.day(reply.askedOn) }),
    ...(reply.said === null || reply.saidOn === null
      ? [silenceWords(view, reply)]
      : [view.t('grounds.reply.said', { day: view.day(reply.saidOn) }), `“${textIn(reply.said, view.lang).text}”`]),
  ].join(' · ');
