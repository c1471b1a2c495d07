// A text that waits for a second person: what would change word by word, and the forms of whoever may end the waiting.
import { may } from '../../../core/rights.ts';
import { wordDiff } from '../../../core/word-diff.ts';
import { Differences } from '../../pages/differences.tsx';
import { NotForYouNote } from '../../pages/not-for-you-note.tsx';
import type { NamedProposal } from './template-model.ts';
import { type TemplatePart, templateAction } from './template-part.ts';

export const TemplateProposed = ({ view, page, text, waiting }: TemplatePart & { readonly waiting: NamedProposal }) => {
  const { t } = view;
  const { lang } = text.inUse;
  const action = templateAction({ view, page });
  const own = waiting.proposedBy === page.member.id;
  return (
    <div class="template-waiting">
      <h3>{t('templates.waiting')}</h3>
      <p class="meta">{t('templates.proposed-by', { name: waiting.by, day: view.day(waiting.proposedOn) })}</p>
      <p class="template-said" lang={lang}>
        <Differences view={view} parts={wordDiff(text.inUse.text, waiting.text)} />
      </p>
      {own && <p class="hint">{t('templates.waiting-own')}</p>}
      {own && (
        <form method="post" action={`${action}/take-back`}>
          <input type="hidden" name="proposal" value={waiting.id} />
          <button class="button button-quiet" type="submit">
            {t('templates.take-back')}
          </button>
        </form>
      )}
      {!own && may(page.member.role, 'templates.approve') && (
        <div class="template-decide">
          {text.not === null ? (
            <form method="post" action={`${action}/decide`}>
              <input type="hidden" name="proposal" value={waiting.id} />
              <button class="button button-strong" type="submit" name="do" value="approved">
                {t('templates.approve')}
              </button>
              <p class="hint">{t('templates.approve-hint')}</p>
            </form>
          ) : (
            <NotForYouNote view={view} why={text.not} nameOf={(id) => page.names.get(id) ?? '–'} />
          )}
          <form method="post" action={`${action}/decide`}>
            <input type="hidden" name="proposal" value={waiting.id} />
            <label for={`reason-${lang}`}>{t('templates.reason')}</label>
            <textarea id={`reason-${lang}`} name="reason" rows={2} maxLength={2000} required />
            <button class="button button-quiet" type="submit" name="do" value="declined">
              {t('templates.decline')}
            </button>
          </form>
        </div>
      )}
    </div>
  );
};
