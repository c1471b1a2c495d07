// What is being looked into: the list, and the page of each note, by the number of its case.
import type { Hono } from 'hono';
import type { UiLang } from '../../base/lang.ts';
import type { Door, WebEnv } from '../door.ts';
import { answeredOf, appealKinds, hasEach, leafProofs } from '../leaf-proofs.ts';
import { notePath, notesPath } from '../pages/addresses.ts';
import { drawnPage, publicPage } from '../public-page.ts';

const shown = 500;

export const noteRoutes = (app: Hono<WebEnv>, door: Door, lang: UiLang): void => {
  const { decisions, appeals } = door.options.world;
  app.get(notesPath(lang), (asked) =>
    publicPage(door, asked, notesPath(lang), async () => {
      const notes = await decisions.notes(shown);
      return drawnPage(door.draw(lang, '/notes', { page: 'notes', notes }), { lang });
    }),
  );
  app.get(`${notesPath(lang)}/:number{[1-9][0-9]{0,8}}`, (asked) => {
    const number = Number(asked.req.param('number'));
    return publicPage(door, asked, notePath(lang, number), async () => {
      const [notes, of] = await Promise.all([decisions.notesOf(number), appeals.noted(number)]);
      if (notes.length === 0 || of === undefined) return undefined;
      const asks = await appeals.against({ kind: 'note', id: of.id });
      const about = [of.id, ...asks.map(({ id }) => id)];
      const proofs = await leafProofs(door.options.world, ['note-published', ...appealKinds], about);
      const each = [...notes.map((_, i) => `note-published:${number}:${i}`), ...answeredOf(asks)];
      const page = { page: 'note', notes, appeals: asks, proofs } as const;
      return drawnPage(door.draw(lang, `/notes/${number}`, page), { lang, keep: hasEach(proofs, each) });
    });
  });
};
