// The pictures of a case: laying one there, saying what it is, taking one that people asked with, and taking one off.
import type { Hono } from 'hono';
import { dayOf } from '../../base/clock.ts';
import type { UiLang } from '../../base/lang.ts';
import type { Refusal } from '../../base/result.ts';
import { takes } from '../../core/case-open.ts';
import { restorableUntil } from '../../core/evidence.ts';
import { may, type Right } from '../../core/rights.ts';
import { type CaseHead, describePicture, largestFile, removePicture, restoreFile } from '../../desk/index.ts';
import { type Door, privately, type WebEnv } from '../door.ts';
import { laidPicture } from '../laid-picture.ts';
import { filledForm } from './case-form-door.ts';
import { actorOf, caseOf, problemOf } from './case-view.ts';
import { textsTyped } from './decide-fields.ts';
import { formOf } from './desk-form.ts';
import { back, type Inside, inside } from './inside.ts';
import type { CasePicturesPage } from './pages/case-pictures-model.ts';
import { pictureFieldNames } from './pages/picture-fields.tsx';

type OnCase = (here: Inside, head: CaseHead) => Promise<Response> | Response;
type Typed = Readonly<Record<string, string>>;

export const casePictureRoutes = (app: Hono<WebEnv>, door: Door, lang: UiLang): void => {
  const at = `/${lang}/desk/cases/:number/pictures`;
  const onCase = (right: Right, work: OnCase) =>
    inside(door, lang, right, async (here) => {
      const head = await caseOf(here);
      return head ? work(here, head) : problemOf(here, { code: 'not-found' });
    });
  app.get(
    at,
    onCase('desk.see', (here, head) => show(here, head)),
  );
  app.post(at, onCase('case.work', lay));
  app.post(`${at}/:file`, onCase('case.work', describe));
  app.post(`${at}/:file/remove`, onCase('case.work', remove));
  app.post(`${at}/:file/restore`, onCase('case.work', restore));
};

const show = async (
  { door, lang, who }: Inside,
  head: CaseHead,
  refused: CasePicturesPage['refused'] = null,
): Promise<Response> => {
  const { world } = door.options;
  return door.page(
    lang,
    `/desk/cases/${head.number}/pictures`,
    {
      page: 'desk-case-pictures',
      member: who.member,
      head,
      pictures: await world.pictures.ofCase(head.id),
      removedFiles: (await world.caseWork.gathered(head.id)).removedFiles.filter(
        ({ evidence, removedAt }) => evidence === null && restorableUntil(removedAt) > world.now(),
      ),
      team: await world.team.members(),
      today: dayOf(world.now()),
      open: takes(head.state, 'gather') && may(who.member.role, 'case.work'),
      refused,
    },
    { headers: privately, status: refused === null ? 200 : 422 },
  );
};

const fieldsOf = (typed: Typed) => ({
  kind: typed.kind ?? '',
  alt: textsTyped(typed, 'alt'),
  seenUrl: typed.seenUrl ?? '',
  seenOn: typed.seenOn ?? '',
});

const lay: OnCase = async (here, head) => {
  const sent = await filledForm<string>(here, pictureFieldNames, largestFile);
  if (sent instanceof Response) return sent;
  const typed = sent.values as Typed;
  const no = (file: string | null, { code, field }: Refusal) =>
    code === 'not-found' || code === 'forbidden' || code === 'case-not-open'
      ? problemOf(here, { code })
      : show(here, head, { file, code, field: field ?? null, typed });
  if (sent.tooLarge) return no(null, { code: 'picture-too-large', field: 'file' });
  if (sent.file === null) return no(null, { code: 'picture-missing', field: 'file' });
  const { world } = here.door.options;
  const laid = await laidPicture(world, actorOf(here), head.id, sent.file.bytes);
  if (!laid.ok) return no(null, laid.error);
  // It is there by now: what cannot be said of it so is put right on it.
  const said = await describePicture(world, actorOf(here), head.id, { file: laid.value, typed: fieldsOf(typed) });
  return said.ok ? backTo(here, head, laid.value) : no(laid.value, said.error);
};

const describe: OnCase = async (here, head) => {
  const file = fileOf(here);
  const form = await formOf<string>(here, pictureFieldNames);
  if (form instanceof Response) return form;
  const typed = form as Typed;
  const done = await describePicture(here.door.options.world, actorOf(here), head.id, { file, typed: fieldsOf(typed) });
  if (done.ok) return backTo(here, head, file);
  const { code, field = null } = done.error;
  return code === 'not-found' || code === 'forbidden' || code === 'case-not-open'
    ? problemOf(here, { code })
    : show(here, head, { file, code, field, typed });
};

const remove: OnCase = async (here, head) => {
  const done = await removePicture(here.door.options.world, actorOf(here), head.id, fileOf(here));
  return done.ok ? back(`/${here.lang}/desk/cases/${head.number}/pictures`) : problemOf(here, done.error);
};

const restore: OnCase = async (here, head) => {
  const picture = fileOf(here);
  const done = await restoreFile(here.door.options.world, actorOf(here), head.id, { picture });
  return done.ok ? backTo(here, head, picture) : problemOf(here, done.error);
};

const fileOf = ({ asked }: Inside): string => asked.req.param('file') ?? '';

const backTo = ({ lang }: Inside, { number }: CaseHead, file: string): Response =>
  back(`/${lang}/desk/cases/${number}/pictures#picture-${file}`);
