// What a case holds: its groups, the form that parts some off, and what was merged and split so far.
import { harshIn } from '../../../core/harsh.ts';
import type { CaseGroup, CaseMove } from '../../../desk/index.ts';
import { inLanguage } from '../../pages/addresses.ts';
import { Veiled, veilWords } from '../../pages/veiled.tsx';
import type { View } from '../../pages/view.ts';
import type { CaseProps } from './case-form.tsx';
import { Part } from './case-part.tsx';

type Props = {
  readonly view: View;
  readonly number: number;
  readonly lang: string | undefined;
  readonly groups: readonly CaseGroup[];
  readonly moves: readonly CaseMove[];
  /** Whether the reader may part groups off, and the case takes it now. */
  readonly canSplit: boolean;
  /** Whether the reader may take moves back, as long as everything is where it was put. */
  readonly canUndo: boolean;
};

export const CaseGroups = ({ view, page, ...props }: Props & CaseProps) => {
  const { number, lang, groups, moves, canSplit, canUndo } = props;
  const { t } = view;
  const splits = canSplit && groups.length > 1;
  return (
    <Part
      view={view}
      page={page}
      id="groups"
      title={t('groups.title')}
      sum={t('case.sum.groups', { count: groups.length })}
    >
      <div class="queue-groups">
        {groups.length === 0 ? (
          <p class="hint">{t('groups.none')}</p>
        ) : (
          <form method="post" action={inLanguage(view.lang, `/desk/cases/${number}/split`)}>
            <p class="hint">{t('groups.lead')}</p>
            <ul>
              {groups.map(({ group, asked, text, wordings }) => (
                <li key={group}>
                  <Group view={view} text={text} lang={lang} box={splits ? `g-${group}` : null} />
                  <p class="meta">
                    <span>{t('groups.asked', { count: asked })}</span>
                    <span>{t('groups.wordings', { count: wordings })}</span>
                  </p>
                </li>
              ))}
            </ul>
            {splits && (
              <>
                <button class="button button-quiet" type="submit" aria-describedby="split-hint">
                  {t('groups.split')}
                </button>
                <p class="hint" id="split-hint">
                  {t('groups.split-hint')}
                </p>
              </>
            )}
          </form>
        )}
        {moves.length > 0 && <Moves view={view} moves={moves} canUndo={canUndo} />}
      </div>
    </Part>
  );
};

/** What whoever gets the check as an answer asked: whoever agrees to it sees that it fits. */
export const CaseQuestions = ({ view, groups, lang }: Pick<Props, 'view' | 'groups' | 'lang'>) =>
  groups.length === 0 ? null : (
    <section class="queue-groups" aria-labelledby="questions">
      <h2 id="questions">{view.t('decide.questions')}</h2>
      <p class="hint">{view.t('decide.questions.lead')}</p>
      <ul>
        {groups.map(({ group, asked, text }) => (
          <li key={group}>
            <Group view={view} text={text} lang={lang} box={null} />
            <p class="meta">
              <span>{view.t('groups.asked', { count: asked })}</span>
            </p>
          </li>
        ))}
      </ul>
    </section>
  );

/** The box is called by what it parts off; what is covered stays so, and is opened beside it. */
const Group = ({ box, ...words }: WordsProps & { readonly box: string | null }) => {
  const { view, text } = words;
  const harsh = text === null ? null : harshIn(text);
  const shown = <Words {...words} />;
  const veiled = harsh === null || text === null ? null : <Veiled {...{ view, text }}>{shown}</Veiled>;
  if (box === null) return veiled ?? shown;
  return (
    <>
      <label>
        <input type="checkbox" name={box} value="1" />
        {harsh === null ? shown : <span>{veilWords(view, harsh)}</span>}
      </label>
      {veiled}
    </>
  );
};

type WordsProps = Pick<Props, 'view' | 'lang'> & Pick<CaseGroup, 'text'>;
const Words = ({ view, text, lang }: WordsProps) =>
  text === null ? <span class="queue-gone">{view.t('groups.erased')}</span> : <span lang={lang}>{text}</span>;

const Moves = ({ view, moves, canUndo }: Pick<Props, 'view' | 'moves'> & { readonly canUndo: boolean }) => (
  <>
    <h3>{view.t('groups.moves')}</h3>
    <ul>
      {moves.map(({ id, kind, from, to, day }) => (
        <li key={id} class="queue-move">
          <span id={`move-${id}`}>
            {view.t(`groups.move.${kind}`, { from: from.number, to: to.number, day: view.day(day) })}
          </span>
          {canUndo && (
            <form method="post" action={inLanguage(view.lang, '/desk/moves/undo')}>
              <input type="hidden" name="moves" value={id} />
              <button class="button button-quiet" type="submit" aria-describedby={`move-${id}`}>
                {view.t('queue.undo')}
              </button>
            </form>
          )}
        </li>
      ))}
    </ul>
  </>
);

/** Who else of the team looks at this case just now; the script of the queue fills it. */
export const CaseLooking = ({ view, number }: Pick<Props, 'view' | 'number'>) => (
  <p class="queue-looking" data-looking-at={number} data-live={inLanguage(view.lang, '/desk/live')} hidden>
    {view.t('queue.looking')} <span data-names />
  </p>
);
