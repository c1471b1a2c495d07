// What waits for a second person, what waits for its time, what has to be looked at again, and what was decided last.

import { dayOf } from '../../../base/clock.ts';
import { textIn } from '../../../core/check.ts';
import type { DueCheck, Member, PublishedNote, SubmissionLine } from '../../../desk/index.ts';
import { checkPath, inLanguage, notePath } from '../../pages/addresses.ts';
import { namedFor, Uncovered } from '../../pages/veiled.tsx';
import type { View } from '../../pages/view.ts';
import { Due, titleOf } from './appeals-page.tsx';
import type { DecidePageOf } from './decide-model.ts';
import { DueDeclined } from './declined-again.tsx';
import { DeskFrame } from './desk-frame.tsx';
import { NotForYouTag } from './not-for-you.tsx';

type Props = { readonly view: View; readonly page: DecidePageOf<'desk-reviews'> };

export const ReviewsPage = ({ view, page }: Props) => {
  const { t } = view;
  const mine = (line: SubmissionLine) => page.not.get(line.id) === 'own';
  const waiting = page.waiting.filter((line) => line.state === 'waiting');
  const forMe = waiting.filter((line) => !page.not.has(line.id));
  const own = waiting.filter(mine);
  const forAnother = waiting.filter((line) => page.not.has(line.id) && !mine(line));
  const timed = page.waiting.filter((line) => line.state === 'approved');
  return (
    <DeskFrame view={view} member={page.member} at="reviews">
      <div class="decide">
        <header>
          <h1>{t('decide.reviews')}</h1>
          <p class="hint">{t('decide.reviews.lead')}</p>
        </header>
        {(forMe.length > 0 || !page.answers.some((one) => one.proposed.some(({ id }) => !page.not.has(id)))) && (
          <Lines view={view} page={page} name="for-me" lines={forMe} empty={t('decide.reviews.none')} />
        )}
        <Answers view={view} page={page} />
        <Wordings view={view} page={page} />
        <Aliases view={view} page={page} />
        <Closings view={view} page={page} />
        {page.elsewhere > 0 && (
          <p class="note">
            {t('second.waiting', { count: page.elsewhere })}. <a href="/operator#waiting">{t('second.waiting-link')}</a>
          </p>
        )}
        {forAnother.length > 0 && <Lines view={view} page={page} name="for-another" lines={forAnother} />}
        {own.length > 0 && <Lines view={view} page={page} name="own" lines={own} />}
        {timed.length > 0 && <Lines view={view} page={page} name="timed" lines={timed} />}
        <DueDeclined view={view} declined={page.declined} />
        <DueChecks view={view} due={page.due} today={page.today} />
        <DueNotes view={view} notes={page.dueNotes} />
        {page.decided.length > 0 && <Lines view={view} page={page} name="decided" lines={page.decided} />}
      </div>
    </DeskFrame>
  );
};

/** Checks that are to end cases: read on the page of the case, and agreed to there. */
const Closings = ({ view, page }: Props) =>
  page.closings.length === 0 ? null : (
    <section class="decide-list" aria-labelledby="list-closings">
      <h2 id="list-closings">
        {view.t('closing.list')} <span class="tag">{view.number(page.closings.length)}</span>
      </h2>
      <ul>
        {page.closings.map((one) => (
          <li key={one.id}>
            <a href={inLanguage(view.lang, `/desk/cases/${one.number}#closing`)}>
              {one.title === null ? view.t('queue.untitled', { number: one.number }) : namedFor(view, one.title)}
            </a>
            <p class="meta">
              <span class="tag">{view.t('decide.case', { number: one.number })}</span>
              <span>{view.t('closing.waits', { count: one.asked })}</span>
              <span>
                {view.t('closing.by', { name: nameIn(page.team, one.askedBy), day: view.day(dayOf(one.askedAt)) })}
              </span>
              <NotForYouTag view={view} not={page.not} id={one.id} />
            </p>
          </li>
        ))}
      </ul>
    </section>
  );

/** What one put forward of an appeal: read on the page of the appeal, and agreed to there. */
const Answers = ({ view, page }: Props) =>
  page.answers.length === 0 ? null : (
    <section class="decide-list" aria-labelledby="list-answers">
      <h2 id="list-answers">
        {view.t('decide.list.answers')} <span class="tag">{view.number(page.answers.length)}</span>
      </h2>
      <ul>
        {page.answers.map((appeal) => {
          const title = titleOf(view, appeal);
          return (
            <li key={appeal.id}>
              <a href={inLanguage(view.lang, `/desk/appeals/${appeal.id}`)} lang={title.lang}>
                {title.text}
              </a>
              <p class="meta">
                <span class="tag">{view.t(`desk-appeals.kind-${appeal.about.kind}`)}</span>
                <Due view={view} appeal={appeal} />
                {appeal.proposed.map(({ id, kind, by, on }) => (
                  <span key={id}>
                    {view.t(`desk-appeals.says.${kind}`)}
                    {' · '}
                    {view.t('decide.handed-in', { name: nameIn(page.team, by), day: view.day(on) })}{' '}
                    <NotForYouTag view={view} not={page.not} id={id} />
                  </span>
                ))}
              </p>
            </li>
          );
        })}
      </ul>
    </section>
  );

type LinesProps = Props & {
  readonly name: 'for-me' | 'for-another' | 'own' | 'timed' | 'decided';
  readonly lines: readonly SubmissionLine[];
  readonly empty?: string;
};

const Lines = ({ view, page, name, lines, empty }: LinesProps) => (
  <section class="decide-list" aria-labelledby={`list-${name}`}>
    <h2 id={`list-${name}`}>
      {view.t(`decide.list.${name}`)} {lines.length > 0 && <span class="tag">{view.number(lines.length)}</span>}
    </h2>
    {lines.length === 0 ? (
      <p class="note">{empty}</p>
    ) : (
      <ul>
        {lines.map((line) => (
          <li key={line.id}>
            <a href={inLanguage(view.lang, `/desk/reviews/${line.id}`)}>
              {line.kind === 'labels' ? view.t('labels.title') : titleIn(view, line.titles)}
            </a>
            <p class="meta">
              <span class="tag">{view.t(`decide.kind.${line.kind}`)}</span>
              {name === 'decided' && <span class="tag">{view.t(`decide.state.${line.state}`)}</span>}
              {line.caseNumber !== null && <span>{view.t('decide.case', { number: line.caseNumber })}</span>}
              <span>
                {view.t('decide.handed-in', {
                  name: nameIn(page.team, line.submittedBy),
                  day: view.day(dayOf(line.submittedAt)),
                })}
              </span>
              {name === 'for-another' && <NotForYouTag view={view} not={page.not} id={line.id} />}
              {line.publishAt && <span>{view.t('decide.public-at', { time: momentOf(line.publishAt) })}</span>}
            </p>
          </li>
        ))}
      </ul>
    )}
  </section>
);

/** How claims are to be worded: read on the page of the case, and agreed to there. */
const Wordings = ({ view, page }: Props) =>
  page.wordings.length === 0 ? null : (
    <section class="decide-list" aria-labelledby="list-wordings">
      <h2 id="list-wordings">
        {view.t('decide.list.wordings')} <span class="tag">{view.number(page.wordings.length)}</span>
      </h2>
      <ul>
        {page.wordings.map(({ id, number, wording, proposedBy, proposedOn }) => {
          const { lang, text } = textIn(wording, view.lang);
          return (
            <li key={id}>
              <a href={inLanguage(view.lang, `/desk/cases/${number}#wording`)} lang={lang}>
                {namedFor(view, text)}
              </a>
              <Uncovered view={view} text={text} lang={lang} />
              <p class="meta">
                <span class="tag">{view.t('decide.case', { number })}</span>
                <span>
                  {view.t('decide.handed-in', { name: nameIn(page.team, proposedBy), day: view.day(proposedOn) })}
                </span>
                <NotForYouTag view={view} not={page.not} id={id} />
              </p>
            </li>
          );
        })}
      </ul>
    </section>
  );

/** Ways of asking: decided on their own page, and found here by whoever looks for what waits. */
const Aliases = ({ view, page }: Props) =>
  page.aliases.length === 0 ? null : (
    <section class="decide-list" aria-labelledby="list-aliases">
      <h2 id="list-aliases">
        {view.t('decide.list.aliases')} <span class="tag">{view.number(page.aliases.length)}</span>
      </h2>
      <ul>
        {page.aliases.map((wording) => (
          <li key={wording.id}>
            <a href={`/operator/wordings#${wording.id}`} lang={wording.lang}>
              {namedFor(view, wording.text)}
            </a>
            <Uncovered view={view} text={wording.text} lang={wording.lang} />
            <p class="meta">
              <span class="tag">{view.language(wording.lang)}</span>
              <span>
                {view.t('decide.handed-in', {
                  name: nameIn(page.team, wording.proposedBy),
                  day: view.day(wording.proposedOn),
                })}
              </span>
              <NotForYouTag view={view} not={page.not} id={wording.id} />
            </p>
          </li>
        ))}
      </ul>
    </section>
  );

const DueChecks = ({
  view,
  due,
  today,
}: { readonly view: View; readonly due: readonly DueCheck[] } & Pick<Props['page'], 'today'>) =>
  due.length === 0 ? null : (
    <section class="decide-list" aria-labelledby="list-due">
      <h2 id="list-due">
        {view.t('decide.list.due')} <span class="tag">{view.number(due.length)}</span>
      </h2>
      <p class="hint">{view.t('decide.due.lead')}</p>
      <ul>
        {due.map((check) => (
          <li key={check.slug}>
            <a href={checkPath(view.lang, check.slug)}>{titleIn(view, check.titles)}</a>
            <p class="meta">
              {check.reviewBy && (
                <span class={check.reviewBy < today ? 'tag tag-warn' : 'tag'}>
                  {view.t(check.reviewBy < today ? 'decide.due.past' : 'decide.due.soon', {
                    day: view.day(check.reviewBy),
                  })}
                </span>
              )}
              {check.appeals > 0 && (
                <a class="tag tag-warn" href={inLanguage(view.lang, '/desk/appeals')}>
                  {view.t('decide.due.appeals', { count: check.appeals })}:{' '}
                  {view.t(check.held ? 'decide.due.held' : 'decide.due.asked')}
                </a>
              )}
              {check.upheld > 0 && (
                <span class="tag tag-warn">{view.t('grounds.due-upheld', { count: check.upheld })}</span>
              )}
              {check.replies > 0 && (
                <span class="tag tag-warn">{view.t('grounds.due-replies', { count: check.replies })}</span>
              )}
              {check.behind.map((lang) => (
                <span key={lang} class="tag">
                  {view.t('decide.due.behind', { language: view.language(lang) })}
                </span>
              ))}
              <a href={inLanguage(view.lang, `/desk/cases/${check.caseNumber}/correct`)}>
                {view.t('decide.due.update')}
              </a>
            </p>
          </li>
        ))}
      </ul>
    </section>
  );

/** What was promised to readers comes before what only the team knows of. */
const DueNotes = ({ view, notes }: { readonly view: View; readonly notes: readonly PublishedNote[] }) =>
  notes.length === 0 ? null : (
    <section class="decide-list" aria-labelledby="list-notes">
      <h2 id="list-notes">
        {view.t('decide.list.notes')} <span class="tag">{view.number(notes.length)}</span>
      </h2>
      <ul>
        {notes.map((note) => (
          <li key={note.caseNumber}>
            <a href={notePath(view.lang, note.caseNumber)}>{titleIn(view, note.claim)}</a>
            <p class="meta">
              {note.nextOn && (
                <span class="tag tag-warn">{view.t('decide.due.past', { day: view.day(note.nextOn) })}</span>
              )}
              <a href={inLanguage(view.lang, `/desk/cases/${note.caseNumber}/note`)}>{view.t('decide.notes.update')}</a>
            </p>
          </li>
        ))}
      </ul>
    </section>
  );

const titleIn = (view: View, titles: Readonly<Record<string, string>>): string => textIn(titles, view.lang).text;

/** The name of one of the team, also of one who left. */
export const nameIn = (team: readonly Member[], id: string): string =>
  team.find((member) => member.id === id)?.name ?? '–';

/** A moment to the minute; the pages say that it is UTC. */
export const momentOf = (at: Date): string => at.toISOString().slice(0, 16).replace('T', ' ');
