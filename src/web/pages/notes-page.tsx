// Everything that is being looked into, and what was: a note never disappears, it says what came after it.
import { textIn } from '../../core/check.ts';
import type { PublishedNote } from '../../desk/decision-ports.ts';
import { inLanguage, notePath } from './addresses.ts';
import { After, Next } from './note-page.tsx';
import type { PageOf } from './page-of.ts';
import type { View } from './view.ts';

export const NotesPage = ({ view, page }: { readonly view: View; readonly page: PageOf<'notes'> }) => {
  const { t } = view;
  const isOpen = ({ check, closedAs }: PublishedNote) => check === null && closedAs === null;
  const over = page.notes.filter((note) => !isOpen(note));
  return (
    <div class="narrow background">
      <header class="page-head">
        <h1>{t('notes.title')}</h1>
        <p class="lead">{t('notes.lead')}</p>
      </header>
      {page.notes.every((note) => !isOpen(note)) ? (
        <p class="note">{t('notes.none')}</p>
      ) : (
        <Notes view={view} notes={page.notes.filter(isOpen)} level={2} />
      )}
      {over.length > 0 && (
        <section class="block" aria-labelledby="over">
          <h2 id="over">{t('notes.over')}</h2>
          <Notes view={view} notes={over} level={3} />
        </section>
      )}
      <p>
        <a href={inLanguage(view.lang, '/declined')}>{t('declined.title')}</a>
      </p>
    </div>
  );
};

type Listed = { readonly view: View; readonly notes: readonly PublishedNote[]; readonly level: 2 | 3 };

const Notes = ({ view, notes, level }: Listed) => {
  const Heading = `h${level}` as const;
  return (
    <ul class="background-list">
      {notes.map((note) => {
        const { lang, text } = textIn(note.claim, view.lang);
        return (
          <li key={note.caseNumber}>
            <Heading class="item-title">
              <a href={notePath(view.lang, note.caseNumber)} lang={lang === view.lang ? undefined : lang}>
                {text}
              </a>
            </Heading>
            <p class="meta">
              <time dateTime={note.on}>{view.t('note.as-of', { day: view.day(note.on) })}</time>
              <Next view={view} note={note} />
            </p>
            {level === 3 && <After view={view} note={note} />}
          </li>
        );
      })}
    </ul>
  );
};
