// "Is this what you asked?" as plain buttons; the answer teaches the index, without the message.
import { type Id, shortId } from '../../base/ids.ts';
import { feedbackPath } from './addresses.ts';
import type { View } from './view.ts';

type Props = { readonly view: View; readonly answerId: Id | null; readonly check: Id; readonly label: string };

export const FeedbackForm = ({ view, answerId, check, label }: Props) =>
  answerId === null ? null : (
    <form class="feedback" method="post" action={feedbackPath(view.lang, shortId(answerId))}>
      <input type="hidden" name="check" value={check} />
      <p id={`feedback-${check}`}>{label}</p>
      <div class="feedback-buttons">
        <button
          class="button button-quiet"
          name="agrees"
          value="yes"
          type="submit"
          aria-describedby={`feedback-${check}`}
        >
          {view.t('feedback.yes')}
        </button>
        <button
          class="button button-quiet"
          name="agrees"
          value="no"
          type="submit"
          aria-describedby={`feedback-${check}`}
        >
          {view.t('feedback.no')}
        </button>
      </div>
    </form>
  );
