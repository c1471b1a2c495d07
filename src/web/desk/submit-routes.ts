// Handing in: a case for its verdict, a change of a check, its withdrawal, a claim to be declined, a note of what is known.
import type { Hono } from 'hono';
import { dayOf } from '../../base/clock.ts';
import type { Id } from '../../base/ids.ts';
import type { UiLang } from '../../base/lang.ts';
import type { Refusal, Result } from '../../base/result.ts';
import type { Actor } from '../../core/rights.ts';
import {
  type CaseEvidence,
  correctCheckOf,
  type DecisionCase,
  submitDecision,
  submitWords,
  takeable,
  withdrawCheck,
} from '../../desk/index.ts';
import { type Door, privately, type WebEnv } from '../door.ts';
import { offeredTo } from '../offered-checks.ts';
import type { WebWorld } from '../options.ts';
import { offeredTopics } from '../pages/topic-words.ts';
import { statusOf } from '../problem.ts';
import { becauseTyped, changeTyped, conclusionTyped, fieldsOf, type Typed, wordsTyped } from './decide-fields.ts';
import { formOf, longForm } from './desk-form.ts';
import { back, type Inside, inside } from './inside.ts';
import { type DecideForm, type DecideRefused, decideForms } from './pages/decide-model.ts';
import { provenForm } from './proven.ts';

export const submitRoutes = (app: Hono<WebEnv>, door: Door, lang: UiLang): void => {
  for (const form of decideForms) {
    const at = `/${lang}/desk/cases/:number/${form}`;
    app.get(
      at,
      inside(door, lang, 'submission.submit', (here) => show(here, form)),
    );
    app.post(
      at,
      inside(door, lang, 'submission.submit', (here) => handIn(here, form)),
    );
  }
};

const numberOf = ({ asked }: Inside): number => {
  const text = asked.req.param('number') ?? '';
  return /^\d{1,9}$/.test(text) ? Number(text) : 0;
};

const show = async (
  here: Inside,
  form: DecideForm,
  typed: Typed = {},
  refused: DecideRefused = null,
): Promise<Response> => {
  const { door, asked, lang, who } = here;
  const { world } = door.options;
  const of = await world.decisions.caseByNumber(numberOf(here));
  if (of === undefined) return door.problem(asked, { code: 'not-found' });
  if (of.pending !== null && refused === null) return back(`/${lang}/desk/reviews/${of.pending}`);
  const topics = form === 'submit' ? offeredTopics(await world.reads.topics()) : [];
  return door.page(
    lang,
    `/desk/cases/${of.number}/${form}`,
    {
      page: 'desk-decide',
      member: who.member,
      form,
      of,
      topics,
      today: dayOf(world.now()),
      offered: form === 'submit' || form === 'correct' ? await offeredTo(world, of) : [],
      gathered: form === 'correct' ? await gatheredFor(world, of) : [],
      // A note is brought up to date from what it said last; the first one begins with the claim as two agreed to word it.
      typed: form === 'note' && refused === null ? { ...wordingOf(of), ...(await lastNote(world, of.number)) } : typed,
      refused,
    },
    { headers: privately, status: refused === null ? 200 : statusOf('invalid-input') },
  );
};

const gatheredFor = async (world: WebWorld, { id, check }: DecisionCase): Promise<readonly CaseEvidence[]> =>
  check === null ? [] : takeable(check, (await world.caseWork.gathered(id)).evidence);

const wordingOf = ({ material }: DecisionCase): Typed =>
  Object.fromEntries(Object.entries(material.wording ?? {}).map(([lang, text]) => [`claim.${lang}`, text]));

const lastNote = async (world: WebWorld, number: number): Promise<Typed> => {
  const [last] = await world.decisions.notesOf(number);
  if (last === undefined) return {};
  const { claim, known, unknown } = last;
  return Object.fromEntries(
    Object.entries({ claim, known, unknown }).flatMap(([part, texts]) =>
      Object.entries(texts).map(([lang, text]) => [`${part}.${lang}`, text]),
    ),
  );
};

const handIn = async (here: Inside, form: DecideForm): Promise<Response> => {
  const { door, asked, lang, who } = here;
  const given = await givenIn(here, form);
  if (given instanceof Response) return given;
  const typed = given as Typed;
  const done = await handedIn(door.options.world, who.member, numberOf(here), form, typed);
  if (done.ok) return back(`/${lang}/desk/reviews/${done.value}`);
  const { code, field = null, detail } = done.error;
  if (code === 'not-found' || code === 'forbidden') return door.problem(asked, { code });
  return show(here, form, typed, { code, field, ...(detail === undefined ? {} : { detail }) });
};

/** What takes a check out of public view asks for the second factor, as by API; the others wait for somebody else's. */
const givenIn = (here: Inside, form: DecideForm) =>
  form === 'withdraw'
    ? provenForm(here, {
        names: fieldsOf[form],
        page: `/${here.lang}/desk/cases/${numberOf(here)}/${form}`,
        again: (typed) => show(here, form, typed as Typed),
      })
    : formOf(here, fieldsOf[form], longForm);

const handedIn = (
  world: WebWorld,
  actor: Actor,
  number: number,
  form: DecideForm,
  typed: Typed,
): Promise<Result<Id, Refusal>> => {
  switch (form) {
    case 'submit':
      return submitDecision(world, actor, number, conclusionTyped(typed));
    case 'correct':
      return correctCheckOf(world, actor, number, changeTyped(typed));
    case 'withdraw':
      return withdrawCheck(world, actor, number, becauseTyped(typed));
    default:
      return submitWords(world, actor, number, wordsTyped(form, typed));
  }
};
