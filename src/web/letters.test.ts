import { expect, test } from 'vitest';
import type { Day } from '../base/clock.ts';
import type { Letter, ToldCheck } from '../core/outgoing.ts';
import { lettersOf } from './letters.ts';

const letters = lettersOf({ name: 'Tòa soạn Thử', origin: 'https://kiemchung.example' });
const check: ToldCheck = {
  ...{ slug: 'nuoc-muoi', title: 'Nước muối không chữa', claim: 'Nước muối chữa đau dạ dày' },
  ...{ short: 'Không có bằng chứng', verdict: 'false', label: null },
};
const secret = (n: number): string => `${n}`.repeat(32);
const write = (letter: Letter, n: number, answer = false) =>
  letters(
    letter,
    { page: 'ticket', secret: secret(n) },
    { answer, undo: !answer, corrections: answer ? secret(n + 1) : null },
  );

test('what two readers are told alike is one wording, in which no address of either stands', () => {
  const told: readonly Letter[] = [
    { lang: 'vi', about: 'answer', check },
    { lang: 'vi', about: 'correction', check, explain: { vi: 'Nguồn sai.' } },
    { lang: 'en', about: 'update', check, explain: { en: 'A new study.' } },
    { lang: 'vi', about: 'withdrawn', check },
    { lang: 'vi', about: 'closed' },
    { lang: 'en', about: 'appeal' },
    { lang: 'vi', about: 'question', text: 'Bạn thấy tin này ở đâu?' },
  ];
  const wordings = told.map((letter) => {
    const [one, other] = [write(letter, 1), write(letter, 3, true)];
    expect(one.text).toContain(secret(1));
    expect(other.wording).toBe(one.wording);
    for (const n of [1, 3, 4]) expect(one.wording, letter.about).not.toContain(secret(n));
    // Whoever has the letter finds each paragraph of it there.
    const [subject, ...paragraphs] = (one.wording ?? '').split('\n\n');
    expect(subject).toBe(one.subject);
    expect(one.text).toContain(`\n\n${paragraphs.join('\n\n')}\n\n`);
    return one.wording;
  });
  expect(new Set(wordings).size).toBe(told.length);
});

test('what is one reader’s alone has no wording: what became of an account, and a side that is asked', () => {
  const own = { page: 'reply', secret: secret(1) } as const;
  const stays = { answer: false, undo: false, corrections: null };
  const asked = letters({ lang: 'vi', about: 'reply-request', claim: 'A', due: '2026-12-01' as Day }, own, stays);
  expect(asked.text).toContain(secret(1));
  expect(asked.wording).toBeNull();
  expect(letters({ lang: 'vi', about: 'account', change: 'password' }, null, stays).wording).toBeNull();
});

test('the letter of a withdrawal is the last one: it offers no end of what has ended, in either language', () => {
  for (const lang of ['vi', 'en']) {
    const own = { page: 'subscription', secret: secret(1) } as const;
    const stays = { answer: false, undo: false, corrections: null };
    const { text } = letters({ lang, about: 'withdrawn', check }, own, stays);
    expect(text).not.toMatch(/Dừng tại đây:|End it here|đã bị xóa|has been erased/);
    expect(text).toMatch(/gửi xong thư này, địa chỉ của bạn bị hủy|your address is destroyed once this is sent/);
    const corrected = letters({ lang, about: 'update', check, explain: { vi: 'Mới.', en: 'New.' } }, own, stays);
    expect(corrected.text).toMatch(/Dừng tại đây:|End it here/);
  }
});

test('no sentence of a letter ends twice', () => {
  const own = { page: 'reply', secret: secret(1) } as const;
  const stays = { answer: false, undo: false, corrections: null };
  for (const [lang, until] of [
    ['vi', 'đến hết ngày 10 tháng 12, 2026. Câu'],
    ['en', 'the end of 10 December 2026. Your'],
  ] as const) {
    const { text } = letters({ lang, about: 'reply-request', claim: 'A', due: '2026-12-10' as Day }, own, stays);
    expect(text).toContain(until);
    expect(text).not.toContain('..');
  }
});
