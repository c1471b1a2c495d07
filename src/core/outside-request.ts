// What bodies from outside ask of whoever runs this instance: a body of the state, a funder, a party, a company. Named bodies
// alone; a private person has no place here.
import type { Day } from '../base/clock.ts';
import type { Id } from '../base/ids.ts';
import { uiLangs } from '../base/lang.ts';
import { ok, type Refusal, type Result, refuse } from '../base/result.ts';
import { visibleText } from '../base/visible-text.ts';

export const requesterKinds = ['state', 'funder', 'party', 'company'] as const;
export const requestWants = ['remove-check', 'change-check', 'asker-data', 'other'] as const;
export const requestOutcomes = ['refused', 'partly', 'complied'] as const;
export const longestRequestText = 1000;
const longestName = 200;

type Texts = Readonly<Record<string, string>>;

/** One entry, as it becomes public. */
export type OutsideRequest = {
  readonly kind: (typeof requesterKinds)[number];
  /** Of the body. */
  readonly name: string;
  readonly askedOn: Day;
  readonly wanted: (typeof requestWants)[number];
  /** What was asked for, in a sentence. */
  readonly says: Texts;
  readonly outcome: (typeof requestOutcomes)[number];
  /** What we did, and on what legal ground, in a sentence. */
  readonly ground: Texts;
  /** Where the law forbids saying more: until when, and which law. */
  readonly silence: { readonly until: Day; readonly law: Texts } | null;
  /** The first entry that this one corrects. */
  readonly corrects: Id | null;
};

export type OutsideRequestRefusal = Refusal<
  | 'request-name'
  | 'request-person'
  | 'request-day'
  | 'request-says'
  | 'request-ground'
  | 'request-silence'
  | 'request-silence-long'
>;

// What stands before the name of a person and not of a body.
const person = /^(ông|bà|anh|chị|cô|chú|bác|mr|mrs|ms|miss)\.?\s/iu;

// No instance is as old: an earlier day is a slip of the finger.
const firstDay = '2000-01-01';
// A law that forbids speaking for longer is told again, by a further entry; "until the year 9999" would be never.
const mostSilentYears = 5;

const yearsLater = (day: Day, years: number): string => `${Number(day.slice(0, 4)) + years}${day.slice(4)}`;

/** Trimmed, on one line, without what nobody sees; or the first rule that is broken. `today`: nothing was asked later. */
export const parseOutsideRequest = (
  given: OutsideRequest,
  today: Day,
): Result<OutsideRequest, OutsideRequestRefusal> => {
  const name = oneLine(given.name);
  if (name.length < 2 || name.length > longestName) return refuse('request-name', { field: 'name' });
  if (person.test(name)) return refuse('request-person', { field: 'name' });
  if (given.askedOn < firstDay || given.askedOn > today) return refuse('request-day', { field: 'askedOn' });
  const says = textsOf(given.says);
  if (says === undefined) return refuse('request-says', { field: 'says' });
  const ground = textsOf(given.ground);
  if (ground === undefined) return refuse('request-ground', { field: 'ground' });
  if (given.silence === null) return ok({ ...given, name, says, ground });
  const law = textsOf(given.silence.law);
  if (law === undefined || given.silence.until <= today) return refuse('request-silence', { field: 'silence' });
  if (given.silence.until > yearsLater(today, mostSilentYears))
    return refuse('request-silence-long', { field: 'silence' });
  return ok({ ...given, name, says, ground, silence: { until: given.silence.until, law } });
};

/** Every sentence of it, and the name. */
export const textsIn = ({ name, says, ground, silence }: OutsideRequest): readonly string[] => [
  name,
  ...[says, ground, silence?.law ?? {}].flatMap((texts) => Object.values(texts)),
];

/** A sentence in every language of the interface; undefined where one is missing or too long. */
const textsOf = (given: Texts): Texts | undefined => {
  const texts = uiLangs.map((lang) => [lang, oneLine(given[lang] ?? '')] as const);
  return texts.some(([, text]) => text === '' || text.length > longestRequestText)
    ? undefined
    : Object.fromEntries(texts);
};

const oneLine = (text: string): string => visibleText(text).replace(/\s+/g, ' ').trim();
