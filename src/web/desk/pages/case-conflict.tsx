// Two texts of one field side by side, word by word, and the three ways to settle them.
import type { UiLang } from '../../../base/lang.ts';
import { type DraftField, waiting } from '../../../core/draft.ts';
import { may } from '../../../core/rights.ts';
import { type DiffPart, wordDiff } from '../../../core/word-diff.ts';
import type { FieldState } from '../../../desk/index.ts';
import { type CaseProps, caseAction, nameOf } from './case-form.tsx';

export const CaseConflict = (
  props: CaseProps & {
    readonly lang: UiLang;
    readonly field: DraftField;
    readonly states: readonly FieldState[];
  },
) => {
  const { view, page, lang, field, states } = props;
  const { t } = view;
  const [other] = waiting(states);
  if (!other) return null;
  const stands = states.find(({ current }) => current);
  const diff = wordDiff(stands?.text ?? '', other.text);
  const id = `conflict-${lang}-${field}`;
  const mine = other.writtenBy === page.member.id;
  return (
    <section class="case-conflict" aria-labelledby={id}>
      <h3 id={id} tabIndex={-1}>
        {t('case.conflict', { field: t(`case.field.${field}`), language: view.language(lang) })}
      </h3>
      <p class="hint">{t('case.conflict.lead')}</p>
      <div class="case-both">
        <Side
          title={t('case.conflict.stands', { name: nameOf(page, stands?.writtenBy ?? null, '–') })}
          lang={lang}
          diff={diff}
          side="before"
        />
        <Side
          title={t(mine ? 'case.conflict.mine' : 'case.conflict.other', {
            name: nameOf(page, other.writtenBy, '–'),
          })}
          lang={lang}
          diff={diff}
          side="after"
        />
      </div>
      {may(page.member.role, 'case.work') && (
        <form method="post" action={caseAction(props, 'settle')}>
          <input type="hidden" name="lang" value={lang} />
          <input type="hidden" name="field" value={field} />
          <input type="hidden" name="standing" value={stands?.n ?? 0} />
          <input type="hidden" name="waiting" value={other.n} />
          <p class="decisions">
            <button class="button button-quiet" type="submit" name="take" value="standing">
              {t('case.conflict.take-standing')}
            </button>
            <button class="button button-quiet" type="submit" name="take" value="waiting">
              {t(mine ? 'case.conflict.take-mine' : 'case.conflict.take-other')}
            </button>
          </p>
          <details class="fold">
            <summary>{t('case.conflict.edit')}</summary>
            <label for={`${id}-text`}>{t('case.conflict.edited')}</label>
            <textarea id={`${id}-text`} name="text" rows={6} lang={lang}>
              {other.text}
            </textarea>
            <p>
              <button class="button button-strong" type="submit" name="take" value="edited">
                {t('case.conflict.take-edited')}
              </button>
            </p>
          </details>
        </form>
      )}
    </section>
  );
};

const Side = ({
  title,
  lang,
  diff,
  side,
}: {
  readonly title: string;
  readonly lang: string;
  readonly diff: readonly DiffPart[];
  readonly side: 'before' | 'after';
}) => (
  <div>
    <h4>{title}</h4>
    <p class="case-text" lang={lang}>
      {diff
        .filter((part) => part.in === 'both' || part.in === side)
        .map((part, n) =>
          part.in === 'both' ? (
            part.text
          ) : side === 'before' ? (
            <del key={n}>{part.text}</del>
          ) : (
            <ins key={n}>{part.text}</ins>
          ),
        )}
    </p>
  </div>
);
