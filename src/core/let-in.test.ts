import { expect, test } from 'vitest';
import type { Day } from '../base/clock.ts';
import { type Hand, isLetInLately, keptApart, mailboxOf, whoMayAgree } from './let-in.ts';
import type { StaffId } from './rights.ts';

test('one mailbox is one, however its address is written', () => {
  for (const same of ['an.le@gmail.com', 'AnLe@Gmail.com', 'a.n.l.e+kiem@gmail.com', ' anle@googlemail.com '])
    expect(mailboxOf(same)).toBe('anle@gmail.com');
  expect(mailboxOf('an@le.example.org')).toBe('an@le.example.org');
  expect(mailboxOf('binh@gmail.com')).not.toBe(mailboxOf('an@gmail.com'));
  expect(mailboxOf('+@x.org')).toBe('+@x.org');
});

const [an, binh, chi, dung] = ['an', 'binh', 'chi', 'dung'] as StaffId[] as [StaffId, StaffId, StaffId, StaffId];
const until = '2026-11-27' as Day;
const hand: Hand = {
  close: [
    { member: binh, until, through: true },
    { member: an, until, through: false },
  ],
  free: [
    { member: chi, role: 'reviewer', here: true },
    { member: dung, role: 'checker', here: true },
  ],
  elders: [],
};

test('who is of one hand with a writer does not decide while somebody else with the right can', () => {
  expect(keptApart(hand, binh, 'submission.review')).toEqual({ until, ask: [chi] });
  expect(keptApart(hand, an, 'submission.review')).toEqual({ until, ask: [chi] });
  expect(keptApart(hand, chi, 'submission.review')).toBeNull();
  // A reviewer overrides nothing, and who reviewed it does not either: then there is nobody else.
  expect(keptApart(hand, binh, 'submission.override')).toBeNull();
  expect(keptApart(hand, binh, 'submission.review', [chi])).toBeNull();
});

test('where few may agree, who may review counts as somebody else, and only who may agree is named', () => {
  for (const needs of ['sources.manage', 'requests.tell'] as const) {
    expect(keptApart(hand, binh, needs)).toEqual({ until, ask: [] });
    const more: Hand = { ...hand, free: [...hand.free, { member: 'em' as StaffId, role: 'editor', here: true }] };
    expect(keptApart(more, binh, needs)).toEqual({ until, ask: ['em'] });
    expect(keptApart({ ...hand, free: hand.free.slice(1) }, binh, needs)).toBeNull();
  }
});

test('who may agree is read once: those who are free, or the day on which the first of the others is', () => {
  const team = [
    { id: an, role: 'editor' as const },
    { id: binh, role: 'editor' as const },
    { id: chi, role: 'reviewer' as const },
    { id: dung, role: 'trainee' as const },
  ];
  expect(whoMayAgree(hand, team, an, 'submission.review')).toEqual({ may: [chi], from: null });
  // Whoever could instead was sent away: nobody may, until the week is over.
  const away: Hand = { ...hand, free: [{ member: chi, role: 'reviewer', here: false }] };
  const left = team.filter(({ id }) => id !== chi);
  expect(whoMayAgree(away, left, an, 'submission.review')).toEqual({ may: [], from: until });
  expect(whoMayAgree({ ...hand, close: [] }, [], an, 'submission.review')).toEqual({ may: [], from: null });
});

test('whom the same hand sent away counts as somebody else, and is not named as one to ask', () => {
  const away: Hand = { ...hand, free: [{ member: chi, role: 'reviewer', here: false }] };
  expect(keptApart(away, binh, 'submission.review')).toEqual({ until, ask: [] });
  // Whoever got a new way in is not kept apart on account of themselves.
  expect(
    keptApart({ ...away, free: [{ member: binh, role: 'reviewer', here: false }] }, binh, 'submission.review'),
  ).toBeNull();
});

test('where nobody outside the hand can, whoever of it came in first does, and is named to the others', () => {
  const close = [an, binh, chi, dung].map((member) => ({ member, until, through: true }));
  const first: Hand = {
    close,
    free: [{ member: 'em' as StaffId, role: 'checker', here: true }],
    elders: [
      { member: dung, role: 'checker', here: true, came: 1 },
      { member: an, role: 'reviewer', here: true, came: 2 },
      { member: binh, role: 'editor', here: true, came: 3 },
      { member: chi, role: 'reviewer', here: true, came: 4 },
    ],
  };
  expect(keptApart(first, an, 'submission.review')).toBeNull();
  expect(keptApart(first, binh, 'submission.review')).toEqual({ until, ask: [an] });
  expect(keptApart(first, chi, 'submission.review')).toEqual({ until, ask: [an] });
  expect(keptApart(first, chi, 'submission.review', [an])).toEqual({ until, ask: [binh] });
  expect(keptApart(first, binh, 'submission.override')).toBeNull();
  // Sent away, the first is still the first, and nobody is named.
  const away: Hand = { ...first, elders: first.elders.map((one) => ({ ...one, here: one.member !== an })) };
  expect(keptApart(away, chi, 'submission.review')).toEqual({ until, ask: [] });
});

test('it is told of two of whom one let the other in, and of two whom a third let in', () => {
  expect(isLetInLately(hand, binh)).toBe(true);
  expect(isLetInLately(hand, an)).toBe(true);
  expect(isLetInLately(hand, chi)).toBe(false);
});
