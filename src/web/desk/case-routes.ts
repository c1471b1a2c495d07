// The page of a case and everything that is done on it but its drafts.
import { createHash } from 'node:crypto';
import type { Hono } from 'hono';
import { type Id, parseId } from '../../base/ids.ts';
import type { UiLang } from '../../base/lang.ts';
import type { Refusal, Result } from '../../base/result.ts';
import { isDraftField } from '../../core/draft.ts';
import type { Right } from '../../core/rights.ts';
import { wordingQuestions } from '../../core/wording-asks.ts';
import {
  addEvidence,
  addTask,
  approveWording,
  askBack,
  asksByLetter,
  assignCase,
  type CaseHead,
  declareInterest,
  finishTask,
  largestFile,
  markOurselves,
  noteReply,
  noteSearch,
  type Passage,
  proposeWording,
  remark,
  removeEvidence,
  removeTask,
  restoreFile,
  settleRemark,
  showFile,
  translateEvidence,
  undoAskBack,
} from '../../desk/index.ts';
import { type Door, privately, type WebEnv } from '../door.ts';
import { filledForm } from './case-form-door.ts';
import { actorOf, backToCase, caseOf, drawCase, problemOf, refusedOn, typedOn } from './case-view.ts';
import { formOf } from './desk-form.ts';
import { fileProblem } from './file-problem.ts';
import { type Inside, inside } from './inside.ts';
import { once } from './once.ts';
import { type CaseForm, casePath } from './pages/case-model.ts';
import { provenForm } from './proven.ts';

type OnCase = (here: Inside, head: CaseHead) => Promise<Response> | Response;

export const caseRoutes = (app: Hono<WebEnv>, door: Door, lang: UiLang): void => {
  const at = `/${lang}/desk/cases/:number`;
  const onCase = (right: Right, work: OnCase) =>
    inside(door, lang, right, async (here) => {
      const head = await caseOf(here);
      return head ? work(here, head) : problemOf(here, { code: 'not-found' });
    });
  app.get(
    at,
    onCase('desk.see', (here, head) => drawCase(here, head)),
  );
  app.post(`${at}/take`, onCase('case.work', take));
  app.post(`${at}/ourselves`, onCase('case.work', ourselves));
  app.post(`${at}/evidence`, onCase('case.work', evidence));
  app.get(`${at}/files/:sha256`, onCase('desk.see', file));
  app.post(`${at}/searches`, onCase('case.work', search));
  for (const [path, of] of [
    ['evidence', 'evidence'],
    ['searches', 'search'],
  ] as const)
    for (const back of [false, true])
      app.post(
        `${at}/${path}/:id/${back ? 'restore' : 'remove'}`,
        onCase('case.work', (here, head) => remove(here, head, of, back)),
      );
  app.post(`${at}/evidence/:id/file/restore`, onCase('case.work', bringBackFile));
  app.post(`${at}/evidence/:id/translate`, onCase('case.work', translate));
  app.post(`${at}/wordings`, onCase('wording.propose', wording));
  app.post(`${at}/wordings/:id`, onCase('wording.propose', decideWording));
  app.post(`${at}/remarks`, onCase('case.discuss', say));
  for (const again of [false, true])
    app.post(
      `${at}/remarks/:id/${again ? 'reopen' : 'settle'}`,
      onCase('case.discuss', (here, head) => settleOne(here, head, again)),
    );
  app.post(`${at}/tasks`, onCase('case.work', task));
  app.post(`${at}/tasks/:id`, onCase('case.discuss', finish));
  app.post(`${at}/question`, onCase('case.work', question));
  app.post(`${at}/question/undo`, onCase('case.work', undoQuestion));
  for (const back of [false, true])
    app.post(
      `${at}/tasks/:id/${back ? 'restore' : 'remove'}`,
      onCase('case.work', (here, head) => dropTask(here, head, back)),
    );
  app.post(`${at}/replies`, onCase('case.work', reply));
  app.post(`${at}/replies/:id`, onCase('case.work', said));
  app.post(`${at}/interest`, onCase('case.discuss', interest));
};

const idOf = ({ asked }: Inside): Id | undefined => parseId(asked.req.param('id') ?? '');

/** After a form: back to its place, or the form again with what was typed. */
const answer = (
  here: Inside,
  head: CaseHead,
  done: Result<unknown, Refusal>,
  form: CaseForm,
  values: Readonly<Partial<Record<string, string>>>,
  place: string,
): Promise<Response> | Response =>
  done.ok
    ? backToCase(here, head, place, `?sent=${[form, values.reply ?? values.evidence].filter(Boolean).join('.')}`)
    : refusedOn(here, head, form, done.error, values);

/** Fields of one kind in each language of the instance: `shows.vi`, `shows.en`. */
const namesIn = (here: Inside, kind: string): readonly string[] =>
  here.door.options.organisation.languages.map((lang) => `${kind}.${lang}`);

const inEach = (
  here: Inside,
  kind: string,
  values: Readonly<Partial<Record<string, string>>>,
): Readonly<Record<string, string>> =>
  Object.fromEntries(here.door.options.organisation.languages.map((lang) => [lang, values[`${kind}.${lang}`] ?? '']));

const take: OnCase = async (here, head) => {
  const form = await formOf(here, ['to']);
  if (form instanceof Response) return form;
  const to = form.to === 'me' ? here.who.member.id : form.to ? parseId(form.to) : null;
  if (to === undefined) return problemOf(here, { code: 'invalid-input', field: 'to' });
  const done = await assignCase(here.door.options.world, actorOf(here), { of: head.id, to });
  return done.ok ? backToCase(here, head, 'main', `?had=${head.assignedTo ?? 'nobody'}`) : problemOf(here, done.error);
};

const ourselves: OnCase = async (here, head) => {
  const form = await provenForm(here, {
    names: ['about'],
    page: `/${here.lang}/desk/cases/${head.number}`,
    weighs: ({ about }) => about === 'no',
  });
  if (form instanceof Response) return form;
  const { about } = form;
  if (about !== 'yes' && about !== 'no') return problemOf(here, { code: 'invalid-input', field: 'about' });
  const said = { of: head.id, offBy: head.ourselvesOffBy, about: about === 'yes', proven: about === 'no' };
  const done = await markOurselves(here.door.options.world, actorOf(here), said);
  return done.ok ? backToCase(here, head, 'ourselves') : problemOf(here, done.error);
};

const evidenceFields = [
  'kind',
  'url',
  'title',
  'publisher',
  'lang',
  'stance',
  'interest',
  'publishedOn',
  'accessedOn',
  'locator',
  'quotation',
  'translation',
  'archivedUrl',
] as const;

const evidence: OnCase = async (here, head) => {
  const sent = await filledForm<string>(here, [...evidenceFields, ...namesIn(here, 'shows')], largestFile);
  if (sent instanceof Response) return sent;
  const { values, tooLarge } = sent;
  if (tooLarge) return refusedOn(here, head, 'evidence', { code: 'evidence-file-too-large', field: 'file' }, values);
  const pasted = sent.file && [sent.file.name, createHash('sha256').update(sent.file.bytes).digest('hex')];
  return once(here, [values, pasted], async () => {
    const done = await addEvidence(here.door.options.world, actorOf(here), head.id, {
      ...values,
      shows: inEach(here, 'shows', values),
      file: sent.file,
    });
    const shown =
      done.ok || done.error.field !== 'shows'
        ? done
        : { ok: false as const, error: { ...done.error, field: `shows.${head.lang}` } };
    return answer(here, head, shown, 'evidence', values, done.ok ? `evidence-${done.value.id}` : 'evidence');
  });
};

/** Only what evidence of this case names, only to the team, never drawn by the browser (ASVS 5.4.2). */
const file: OnCase = async (here, head) => {
  const sha256 = here.asked.req.param('sha256') ?? '';
  const shown = await showFile(here.door.options.world, head.id, sha256);
  if (!shown.ok) return problemOf(here, fileProblem(shown.error));
  return new Response(Buffer.from(shown.value.bytes), {
    headers: {
      ...privately,
      'content-type': 'application/octet-stream',
      'content-disposition': `attachment; filename="file"; filename*=UTF-8''${encodeURIComponent(shown.value.name).replaceAll("'", '%27')}`,
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; sandbox",
    },
  });
};

const translate: OnCase = async (here, head) => {
  const id = idOf(here);
  const form = await formOf(here, ['lang', 'text']);
  if (form instanceof Response) return form;
  const lang = here.door.options.organisation.languages.find((one) => one === form.lang);
  if (!id) return problemOf(here, { code: 'not-found' });
  if (!lang) return problemOf(here, { code: 'invalid-input' });
  const said = { evidence: id, lang, text: form.text };
  const done = await translateEvidence(here.door.options.world, actorOf(here), head.id, said);
  return answer(here, head, done, 'shows', { ...form, evidence: id }, `evidence-${id}`);
};

const search: OnCase = async (here, head) => {
  const form = await formOf<string>(here, ['where', 'query', 'on', ...namesIn(here, 'found')]);
  if (form instanceof Response) return form;
  const { where, query, on } = form;
  const typed = { where, query, on, found: inEach(here, 'found', form) };
  return once(here, form, async () => {
    const done = await noteSearch(here.door.options.world, actorOf(here), head.id, typed);
    return answer(here, head, done, 'search', form, 'searches');
  });
};

const remove = async (here: Inside, head: CaseHead, of: 'evidence' | 'search', back: boolean): Promise<Response> => {
  const id = idOf(here);
  if (!id) return problemOf(here, { code: 'not-found' });
  const done = await removeEvidence(here.door.options.world, actorOf(here), head.id, { of, id, back });
  if (!done.ok) return problemOf(here, done.error);
  return backToCase(here, head, 'evidence', back ? '' : `?removed=${of}.${id}`);
};

const bringBackFile: OnCase = async (here, head) => {
  const id = idOf(here);
  if (!id) return problemOf(here, { code: 'not-found' });
  const done = await restoreFile(here.door.options.world, actorOf(here), head.id, { evidence: id });
  return done.ok ? backToCase(here, head, `evidence-${id}`) : problemOf(here, done.error);
};

const claimantParts = ['name', 'role', 'place'] as const;

const wording: OnCase = async (here, head) => {
  const langs = here.door.options.organisation.languages;
  const said = langs.flatMap((lang) => claimantParts.map((part) => `saidBy.${lang}.${part}`));
  const form = await formOf<string>(here, [...namesIn(here, 'wording'), ...said]);
  if (form instanceof Response) return form;
  const partOf = (lang: UiLang, part: string): string => form[`saidBy.${lang}.${part}`] ?? '';
  const saidBy = Object.fromEntries(
    langs.map((lang) => [
      lang,
      { name: partOf(lang, 'name'), role: partOf(lang, 'role'), place: partOf(lang, 'place') },
    ]),
  );
  const typed = { wording: inEach(here, 'wording', form), saidBy };
  const done = await proposeWording(here.door.options.world, actorOf(here), head.id, typed);
  const shown =
    done.ok || done.error.field === undefined || done.error.field === 'saidBy'
      ? done
      : { ok: false as const, error: { code: done.error.code, field: `wording.${done.error.field}` } };
  return answer(here, head, shown, 'wording', form, 'wording');
};

const decideWording: OnCase = async (here, head) => {
  const id = idOf(here);
  if (!id) return problemOf(here, { code: 'not-found' });
  const { wordings } = await here.door.options.world.caseWork.gathered(head.id);
  const own = wordings.some((one) => one.id === id && one.proposedBy === here.who.member.id);
  const form = await provenForm(here, {
    names: ['decision', ...wordingQuestions],
    page: `/${here.lang}${casePath(head.number)}#wording`,
    // Taking one's own back makes nothing public.
    weighs: ({ decision }) => !own || decision !== 'declined',
  });
  if (form instanceof Response) return form;
  const { decision } = form;
  if (decision !== 'approved' && decision !== 'declined') return problemOf(here, { code: 'invalid-input' });
  const done = await approveWording(here.door.options.world, actorOf(here), head.id, {
    ...{ wording: id, decision },
    answers: wordingQuestions.filter((what) => form[what] === '1'),
  });
  return done.ok ? backToCase(here, head, 'wording') : problemOf(here, done.error);
};

const say: OnCase = async (here, head) => {
  const form = await formOf(here, ['text', 'about']);
  if (form instanceof Response) return form;
  return once(here, form, async () => {
    const done = await remark(here.door.options.world, actorOf(here), head.id, {
      text: form.text,
      passage: passageOf(form.about ?? '', here.door.options.organisation.languages),
    });
    return answer(here, head, done, 'remark', form, 'talk');
  });
};

const passageOf = (about: string, langs: readonly UiLang[]): Passage | null => {
  const [lang = '', field = ''] = about.split('.');
  return langs.some((one) => one === lang) && isDraftField(field) ? { lang, field } : null;
};

const settleOne = async (here: Inside, head: CaseHead, again: boolean): Promise<Response> => {
  const id = idOf(here);
  if (!id) return problemOf(here, { code: 'not-found' });
  const done = await settleRemark(here.door.options.world, actorOf(here), head.id, { id, again });
  return done.ok ? backToCase(here, head, `remark-${id}`) : problemOf(here, done.error);
};

const task: OnCase = async (here, head) => {
  const form = await formOf(here, ['text', 'for']);
  if (form instanceof Response) return form;
  return once(here, form, async () => {
    const done = await addTask(here.door.options.world, actorOf(here), head.id, {
      text: form.text,
      assignedTo: parseId(form.for ?? '') ?? null,
    });
    return answer(here, head, done, 'task', form, 'tasks');
  });
};

const finish: OnCase = async (here, head) => {
  const id = idOf(here);
  const form = await formOf(here, ['again']);
  if (form instanceof Response) return form;
  if (!id) return problemOf(here, { code: 'not-found' });
  const done = await finishTask(here.door.options.world, actorOf(here), head.id, { id, again: form.again === '1' });
  return done.ok ? backToCase(here, head, 'tasks') : problemOf(here, done.error);
};

const dropTask = async (here: Inside, head: CaseHead, back: boolean): Promise<Response> => {
  const id = idOf(here);
  if (!id) return problemOf(here, { code: 'not-found' });
  const done = await removeTask(here.door.options.world, actorOf(here), head.id, { id, back });
  return done.ok ? backToCase(here, head, 'tasks', back ? '' : `?removed=task.${id}`) : problemOf(here, done.error);
};

const reply: OnCase = async (here, head) => {
  const form = await provenForm(here, {
    names: ['asked', 'way', 'askedOn', 'dueOn', 'email', 'lang'],
    page: `/${here.lang}${casePath(head.number)}`,
    weighs: ({ email }) => asksByLetter(email),
    again: (typed) => typedOn(here, head, 'reply', typed),
  });
  if (form instanceof Response) return form;
  return once(here, form, async () => {
    const done = await noteReply(here.door.options.world, actorOf(here), head.id, {
      step: 'asked',
      ...form,
      lang: form.lang ?? here.lang,
    });
    return answer(here, head, done, 'reply', form, 'reply');
  });
};

const said: OnCase = async (here, head) => {
  const id = idOf(here);
  const form = await formOf<string>(here, [...namesIn(here, 'said'), 'on']);
  if (form instanceof Response) return form;
  if (!id) return problemOf(here, { code: 'not-found' });
  const typed = { step: 'said' as const, reply: id, said: inEach(here, 'said', form), on: form.on };
  const done = await noteReply(here.door.options.world, actorOf(here), head.id, typed);
  return answer(here, head, done, 'said', { ...form, reply: id }, 'reply');
};

const question: OnCase = async (here, head) => {
  const form = await formOf(here, ['template']);
  if (form instanceof Response) return form;
  const done = await askBack(here.door.options.world, actorOf(here), head.id, form.template ?? '');
  return done.ok ? backToCase(here, head, 'askback') : problemOf(here, done.error);
};

const undoQuestion: OnCase = async (here, head) => {
  const done = await undoAskBack(here.door.options.world, actorOf(here), head.id);
  return done.ok ? backToCase(here, head, 'askback') : problemOf(here, done.error);
};

const interest: OnCase = async (here, head) => {
  const form = await formOf(here, ['concerned', 'explain']);
  if (form instanceof Response) return form;
  const { concerned, explain } = form;
  if (concerned !== '0' && concerned !== '1')
    return refusedOn(here, head, 'interest', { code: 'field-missing', field: 'concerned' }, form);
  const declared = { concerned: concerned === '1', explain };
  const done = await declareInterest(here.door.options.world, actorOf(here), head.id, declared);
  return answer(here, head, done, 'interest', form, 'interest');
};
