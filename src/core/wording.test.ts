import { expect, test } from 'vitest';
import type { StaffId } from './rights.ts';
import { endOf, type ProposedWording, parseWording, standingOf } from './wording.ts';

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

const proposal = (id: string, by: string, decided: 'approved' | 'declined' | null = null): ProposedWording => ({
  id,
  wording: {},
  saidBy: null,
  proposedBy: by as StaffId,
  approvedBy: decided === 'approved' ? ('z' as StaffId) : null,
  declinedBy: decided === 'declined' ? ('z' as StaffId) : null,
});

test.each<[string, readonly ProposedWording[], string | undefined, string]>([
  ['nothing was proposed', [], undefined, ''],
  ['one waits', [proposal('1', 'a')], undefined, '1'],
  ['a colleague’s stands beside it', [proposal('1', 'a'), proposal('2', 'b')], undefined, '12'],
  [
    'one’s own takes the place of one’s own',
    [proposal('1', 'a'), proposal('2', 'b'), proposal('3', 'a')],
    undefined,
    '23',
  ],
  ['what was agreed to stands', [proposal('1', 'a'), proposal('2', 'b', 'approved')], '2', ''],
  ['what came after waits on', [proposal('1', 'a', 'approved'), proposal('2', 'b')], '1', '2'],
  ['what was declined does not', [proposal('1', 'a', 'approved'), proposal('2', 'b', 'declined')], '1', ''],
  [
    'a newer one taken back lets the one before wait',
    [proposal('1', 'a'), proposal('2', 'a', 'declined')],
    undefined,
    '1',
  ],
])('of the proposals for a wording, %s', (_, all, approved, pending) => {
  const standing = standingOf(all);
  expect([standing.approved?.id, standing.pending.map(({ id }) => id).join('')]).toEqual([approved, pending]);
});

test('of every proposal that neither stands nor waits it is told what became of it', () => {
  const ended = (...all: ProposedWording[]) => all.map((one) => endOf(one, all));
  expect(ended(proposal('1', 'a'), proposal('2', 'b'))).toEqual([null, null]);
  expect(ended(proposal('1', 'a'), proposal('2', 'a'))).toEqual(['passed', null]);
  expect(ended(proposal('1', 'a'), proposal('2', 'b', 'approved'))).toEqual(['passed', null]);
  expect(ended(proposal('1', 'a', 'approved'), proposal('2', 'b', 'approved'))).toEqual(['agreed', null]);
  expect(ended(proposal('1', 'a', 'declined'), proposal('2', 'z', 'declined'))).toEqual(['declined', 'taken-back']);
});
