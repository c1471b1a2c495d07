// The form that opens a case of the team's own accord, or on request, and leads to it: it is whoever opened it who goes on.
import type { Hono } from 'hono';
import { isUiLang, type UiLang } from '../../base/lang.ts';
import { openCase } from '../../desk/index.ts';
import { type Door, privately, type WebEnv } from '../door.ts';
import { formOf } from './desk-form.ts';
import { back, type Inside, inside } from './inside.ts';
import { once } from './once.ts';
import { casePath } from './pages/case-model.ts';
import type { NewCaseTyped, QueuePageOf } from './pages/queue-model.ts';

const path = '/desk/new';

export const newCaseRoutes = (app: Hono<WebEnv>, door: Door, lang: UiLang): void => {
  const empty = { title: '', lang, origin: 'own', requestedBy: '', ourselves: false };
  app.get(
    `/${lang}${path}`,
    inside(door, lang, 'case.open', async (here) => show(here, empty, null)),
  );
  app.post(`/${lang}${path}`, inside(door, lang, 'case.open', open));
};

const show = (
  { door, lang, who }: Inside,
  typed: NewCaseTyped,
  refused: QueuePageOf<'desk-case-new'>['refused'],
): Response =>
  door.page(
    lang,
    path,
    { page: 'desk-case-new', member: who.member, typed, refused },
    { headers: privately, status: refused === null ? 200 : 422 },
  );

const open = async (here: Inside): Promise<Response> => {
  const { door, asked, lang, who } = here;
  const form = await formOf(here, ['title', 'lang', 'origin', 'requestedBy', 'ourselves']);
  if (form instanceof Response) return form;
  const { title = '', lang: said = lang, origin = 'own', requestedBy = '', ourselves } = form;
  if (!isUiLang(said)) return door.problem(asked, { code: 'invalid-input', field: 'lang' });
  if (origin !== 'own' && origin !== 'requested')
    return door.problem(asked, { code: 'invalid-input', field: 'origin' });
  const aboutOurselves = ourselves === 'yes';
  const typed = { title, lang: said, origin, requestedBy, ourselves: aboutOurselves };
  return once(here, form, async () => {
    const opened = await openCase(door.options.world, who.member, {
      title,
      lang: said,
      origin,
      requestedBy,
      aboutOurselves,
    });
    if (opened.ok) return back(`/${lang}${casePath(opened.value.number)}`);
    const { code } = opened.error;
    return code === 'forbidden' ? door.problem(asked, { code }) : show(here, typed, code);
  });
};
