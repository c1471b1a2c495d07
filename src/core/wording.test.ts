import { expect, test } from 'vitest';
import type { StaffId } from './rights.ts';
import { type ProposedWording, parseWording, standingOf } from './wording.ts';

const worded = (text: string) => parseWording({ wording: { vi: text }, saidBy: null });

test.each([
  ['', 'wording-empty'],
  ['a'.repeat(301), 'wording-too-long'],
  ['Uống nước chanh có chữa khỏi ung thư không?', 'wording-question'],
  ['Nước chanh chữa ung thư. Bác sĩ giấu điều này.', 'wording-many-sentences'],
  ['Không phải nước chanh chữa khỏi ung thư', 'wording-denies'],
  ['It is not true that lemon juice cures cancer.', 'wording-denies'],
  ['Điều này chữa khỏi ung thư', 'wording-leans'],
  ['They hide the cure for cancer.', 'wording-leans'],
  ['Tôi nghĩ tòa soạn này rất đáng ghét', 'wording-opinion'],
  ['In my opinion the old bridge was nicer.', 'wording-opinion'],
  ['Cầu Long Biên đã sập hôm qua', 'wording-undated'],
  ['Fuel prices rise next week.', 'wording-undated'],
])('“%s” is refused: %s', (text, code) => {
  expect(worded(text)).toMatchObject({ ok: false, error: { code } });
});

test.each([
  'Uống nước chanh nóng mỗi ngày chữa khỏi ung thư.',
  'Từ ngày 1/12/2026, tiền cũ không còn được dùng.',
  'Bệnh viện ở TP. HCM ngừng nhận bảo hiểm từ tháng 12.',
  'GDP Việt Nam năm 2025 tăng 7.1 phần trăm.',
  'Không khí ở Hà Nội ngày 3/11/2026 là tệ nhất thế giới.',
  'Theyland is a country.',
  'Bộ Y tế nói rằng vắc-xin đã hết từ ngày 3/11/2026.',
  'Ca sĩ A viết: “Tôi nghĩ tòa soạn này rất đáng ghét”.',
  'Itaipu is the largest dam in the world.',
])('“%s” stands by itself', (text) => {
  expect(worded(text)).toMatchObject({ ok: true, value: { wording: { vi: text } } });
});

test('white space is evened out, and a language left empty is left out', () => {
  const read = parseWording({ wording: { vi: '  Một   câu\nkhẳng định. ', en: ' ' }, saidBy: null });
  expect(read).toEqual({ ok: true, value: { wording: { vi: 'Một câu khẳng định.' }, saidBy: null } });
});

test('whoever said it is named with role and place in every language of the sentence, or not at all', () => {
  const wording = { vi: 'Một câu.', en: 'One sentence.' };
  const whole = { name: 'A', role: 'Bộ trưởng', place: 'họp báo' };
  const empty = { name: '', role: ' ', place: '' };
  const code = (saidBy: Parameters<typeof parseWording>[0]['saidBy']) => {
    const read = parseWording({ wording, saidBy });
    return read.ok ? read.value.saidBy : read.error.code;
  };
  expect(code({ vi: empty, en: empty })).toBeNull();
  expect(code({ vi: whole, en: empty })).toBe('wording-said-by-incomplete');
  expect(code({ vi: whole, en: { ...whole, role: '' } })).toBe('wording-said-by-incomplete');
  expect(code({ vi: whole, en: whole })).toEqual({ vi: whole, en: whole });
});

test('the newest approved wording stands, and only what came after it waits', () => {
  const proposal = (id: string, approved: boolean, declined = false): ProposedWording => ({
    id,
    wording: {},
    saidBy: null,
    proposedBy: 'a' as StaffId,
    approvedBy: approved ? ('b' as StaffId) : null,
    declinedBy: declined ? ('b' as StaffId) : null,
  });
  const ids = (...all: ProposedWording[]) => {
    const { approved, pending } = standingOf(all);
    return [approved?.id, pending?.id];
  };
  expect(ids()).toEqual([undefined, undefined]);
  expect(ids(proposal('1', false))).toEqual([undefined, '1']);
  expect(ids(proposal('1', false), proposal('2', true))).toEqual(['2', undefined]);
  expect(ids(proposal('1', true), proposal('2', false))).toEqual(['1', '2']);
  expect(ids(proposal('1', true), proposal('2', false, true))).toEqual(['1', undefined]);
});
