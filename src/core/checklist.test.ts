import { expect, test } from 'vitest';
import type { Day } from '../base/clock.ts';
import type { Id } from '../base/ids.ts';
import { type CaseFacts, checklist, missingIn } from './checklist.ts';
import { draftFields, neededFields } from './draft.ts';
import type { Interest, Stance } from './evidence.ts';
import type { StaffId } from './rights.ts';

const today = '2026-11-20' as Day;
const lan = 'lan' as StaffId;
const minh = 'minh' as StaffId;

const piece = (interest: Interest, shows: Readonly<Record<string, string>> = { vi: 'Không có thuốc.' }) => ({
  id: `bằng chứng ${interest}` as Id,
  title: 'Hướng dẫn',
  interest,
  stance: 'refutes' as Stance,
  shows,
});

const ready: CaseFacts = {
  evidence: [piece('independent')],
  searches: 0,
  wording: { langs: ['vi'], pending: [], namesSomebody: false, undated: [] },
  written: { vi: draftFields },
  conflicts: 0,
  replies: [],
  openTasks: 0,
  workers: [lan],
  assigned: lan,
  declared: [{ by: lan, concerned: false }],
};
const missing = (more: Partial<CaseFacts>) =>
  missingIn(checklist({ ...ready, ...more }, today)).map(({ what }) => what);
const shown = (more: Partial<CaseFacts>) =>
  Object.fromEntries(checklist({ ...ready, ...more }, today).map(({ what, state }) => [what, state]));

test('a case that has everything lacks nothing', () => {
  expect(missing({})).toEqual([]);
});

test.each<[string, Partial<CaseFacts>, string]>([
  ['its wording is not approved', { wording: { ...ready.wording, langs: [] } }, 'wording'],
  ['a language has no approved sentence', { written: { vi: draftFields, en: draftFields } }, 'wording'],
  ['a change of its wording waits', { wording: { ...ready.wording, pending: ['vi'] } }, 'wording'],
  ['it rests on nothing', { evidence: [] }, 'sources'],
  ['nothing was written', { written: {} }, 'text'],
  ['one language is half written', { written: { vi: ['title'] } }, 'text'],
  ['two texts of a field were not settled', { conflicts: 1 }, 'conflicts'],
  ['somebody is named and was not asked', { wording: { ...ready.wording, namesSomebody: true } }, 'reply'],
  ['a party speaks in the evidence and was not asked', { evidence: [piece('party')] }, 'reply'],
  ['somebody worked and did not declare', { workers: [lan, minh] }, 'interest'],
  ['whoever has it did not declare, though they wrote nothing yet', { assigned: minh }, 'interest'],
  ['nobody has begun, so that nobody declared', { workers: [], assigned: null, declared: [] }, 'interest'],
])('a case is not ready as long as %s', (_, more, what) => {
  expect(missing(more)).toEqual([what]);
});

test('searches that found nothing are something to rest on', () => {
  expect(missing({ evidence: [], searches: 1 })).toEqual([]);
});

test('what is worth a look holds nothing up', () => {
  const replies = [{ dueOn: '2026-11-25' as Day, said: false }];
  const declared = [{ by: lan, concerned: true }];
  expect(missing({ openTasks: 2, replies, declared, evidence: [piece('ourselves')] })).toEqual([]);
  expect(shown({ openTasks: 2, replies, declared, evidence: [piece('ourselves')] })).toMatchObject({
    tasks: 'advised',
    'reply-wait': 'advised',
    concerned: 'advised',
    independent: 'advised',
  });
});

test('whoever is asked is waited for until the day they were given, and not once they answered', () => {
  expect(shown({ replies: [{ dueOn: today, said: false }] })).toHaveProperty('reply-wait');
  expect(shown({ replies: [{ dueOn: '2026-11-19' as Day, said: false }] })).not.toHaveProperty('reply-wait');
  expect(shown({ replies: [{ dueOn: today, said: true }] })).not.toHaveProperty('reply-wait');
});

test('the wording names the languages of the draft that still have no sentence', () => {
  const items = checklist({ ...ready, written: { vi: draftFields, en: draftFields } }, today);
  expect(items.find(({ what }) => what === 'wording')).toMatchObject({ state: 'missing', langs: ['en'] });
});

test('whether the sentence says when is worth a look, and nothing where there is no sentence', () => {
  const said = (undated: readonly string[], langs: readonly string[] = ['vi']) =>
    checklist({ ...ready, wording: { ...ready.wording, langs, undated } }, today).find(({ what }) => what === 'dated');
  expect(said([])).toEqual({ what: 'dated', state: 'done', langs: [] });
  expect(said(['vi'])).toEqual({ what: 'dated', state: 'advised', langs: ['vi'] });
  expect(said([], [])).toBeUndefined();
  expect(missing({ wording: { ...ready.wording, undated: ['vi'] } })).toEqual([]);
});

test('a sentence that waits for a yes is not told as none', () => {
  const wording = { ...ready.wording, pending: ['en'] };
  const items = checklist({ ...ready, written: { vi: draftFields, en: draftFields }, wording }, today);
  expect(items.find(({ what }) => what === 'wording')).toEqual({
    what: 'wording',
    state: 'missing',
    langs: [],
    waits: ['en'],
  });
});

test('what the draft lacks is told field by field; the reply to pass on may be left out', () => {
  const line = (written: CaseFacts['written']) =>
    checklist({ ...ready, written }, today).find(({ what }) => what === 'text');
  expect(line({ vi: ['title', 'known'], en: ['short'] })).toMatchObject({
    state: 'missing',
    unwritten: [
      { lang: 'vi', fields: ['short', 'how'] },
      { lang: 'en', fields: ['title', 'known', 'how'] },
    ],
  });
  expect(line({ vi: neededFields, en: ['reply'] })).toEqual({ what: 'text', state: 'done', unwritten: [] });
  expect(line({ vi: ['reply'] })).toEqual({ what: 'text', state: 'missing', unwritten: [] });
});

test('evidence that a language of the draft would read in another one is named, and holds nothing up', () => {
  const both = { written: { vi: draftFields, en: draftFields }, wording: { ...ready.wording, langs: ['vi', 'en'] } };
  expect(missing(both)).toEqual([]);
  const lacking = checklist({ ...ready, ...both }, today).find(({ what }) => what === 'translated');
  expect(lacking).toMatchObject({ state: 'advised', lacking: [{ title: 'Hướng dẫn', langs: ['en'] }] });
  expect(shown({})).not.toHaveProperty('translated');
  const said = { vi: 'Không có thuốc.', en: 'There is no medicine.' };
  expect(shown({ ...both, evidence: [piece('independent', said)] })).not.toHaveProperty('translated');
});

test('the line about interests names whoever has the case until they declared, and is done then', () => {
  const line = (more: Partial<CaseFacts>) =>
    checklist({ ...ready, workers: [], assigned: minh, declared: [], ...more }, today).find(
      ({ what }) => what === 'interest',
    );
  expect(line({})).toEqual({ what: 'interest', state: 'missing', who: [minh] });
  expect(line({ declared: [{ by: minh, concerned: false }] })).toEqual({ what: 'interest', state: 'done', who: [] });
});

test('which verdicts the evidence does not carry yet is told with what each lacks', () => {
  const beyond = (...evidence: CaseFacts['evidence']) =>
    Object.fromEntries(
      checklist({ ...ready, evidence }, today).flatMap((item) =>
        item.what === 'independent' ? item.beyond.map(({ verdict, lacks }) => [verdict, lacks]) : [],
      ),
    );
  const supporting = 'verdict-needs-supporting-evidence';
  expect(beyond(piece('independent'))).toEqual({ true: supporting, 'mostly-true': supporting });
  expect(beyond({ ...piece('independent'), stance: 'supports' })).toEqual({
    misleading: 'verdict-needs-context-evidence',
    false: 'verdict-needs-refuting-evidence',
  });
  expect(beyond(piece('party')).false).toBe('verdict-needs-independent-evidence');
});
