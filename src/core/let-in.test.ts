import { expect, test } from 'vitest';
import type { Day } from '../base/clock.ts';
import { isLetInLately, mailboxOf } from './let-in.ts';
import type { StaffId } from './rights.ts';

test('one mailbox is one, however its address is written', () => {
  for (const same of ['an.le@gmail.com', 'AnLe@Gmail.com', 'a.n.l.e+kiem@gmail.com', ' anle@googlemail.com '])
    expect(mailboxOf(same)).toBe('anle@gmail.com');
  expect(mailboxOf('an@le.example.org')).toBe('an@le.example.org');
  expect(mailboxOf('binh@gmail.com')).not.toBe(mailboxOf('an@gmail.com'));
  expect(mailboxOf('+@x.org')).toBe('+@x.org');
});

test('for seven days whoever let somebody in is no stranger to them', () => {
  const [an, binh] = ['a', 'b'] as StaffId[];
  const letIn = [{ member: an!, on: '2026-11-20' as Day }];
  expect(isLetInLately(letIn, an!, '2026-11-20' as Day)).toBe(true);
  expect(isLetInLately(letIn, an!, '2026-11-26' as Day)).toBe(true);
  expect(isLetInLately(letIn, an!, '2026-11-27' as Day)).toBe(false);
  expect(isLetInLately(letIn, binh!, '2026-11-20' as Day)).toBe(false);
});
