import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { asksOf, unanswered } from './wording-asks.ts';

const raised = (sentence: string) => asksOf({ vi: sentence }).map(({ what }) => what);

test.each([
  'Ông Nguyễn Văn Bình là chủ tịch tỉnh tốt nhất từ trước đến nay.',
  'Việc đóng cửa thư viện thật đáng xấu hổ.',
  'Bộ trưởng X nên từ chức.',
  'Ban giám đốc bất tài.',
  'Kẻ phá rừng đáng bị trừng phạt nặng.',
  'X is the best president in history.',
  'This bridge is a disgrace.',
  'The closing of the library is disgraceful.',
  'The minister should resign.',
  'The mayor deserves to lose.',
])('“%s” is asked: which part of it can be checked?', (sentence) => {
  expect(raised(sentence)).toEqual(['judgement']);
});

test.each([
  'Hàng xóm tôi trộm xe máy ngày 3/11/2026.',
  'Cô giáo lớp 3B Trường tiểu học Kim Liên đánh học sinh.',
  'Bà Lan bán phở bẩn.',
  'Chị Hoa ở chợ Đông Ba bán hàng giả.',
  'Người ở số nhà 12 phố Huế mắc bệnh sởi.',
  'My neighbour Mrs Lan sells fake medicine.',
  'Mrs Lan sells fake medicine.',
  'The teacher of class 3B hit a pupil.',
  'A woman named Alice stole a bicycle.',
])('“%s” is asked: is that a private person?', (sentence) => {
  expect(raised(sentence)).toEqual(['person']);
});

test.each([
  'Uống nước chanh nóng mỗi ngày chữa khỏi ung thư.',
  'Itaipu là đập thủy điện lớn nhất thế giới năm 2020.',
  'Bộ trưởng X nói việc đóng cửa thư viện là đáng xấu hổ.',
  'Quốc hội Anh Quốc cấm bán xe chạy xăng từ năm 2030.',
  'Bà Nguyễn Thị Kim Ngân là chủ tịch Quốc hội năm 2018.',
  'Ông Trump là tổng thống Mỹ năm 2018.',
  'Cô dâu mặc áo đỏ thì may mắn.',
  'The best-selling car of 2020 was the Corolla.',
  'The mayor said the bridge is a disgrace.',
  'President Mr Trump visited Hanoi in 2019.',
  'Honey should not be given to babies before their first birthday.',
])('“%s” raises no question', (sentence) => {
  expect(raised(sentence)).toEqual([]);
});

test('no claim and no way of asking of the sample checks raises a question', () => {
  const folder = join(import.meta.dirname, '../../demo/checks');
  const texts = readdirSync(folder).flatMap((name): readonly string[] => {
    const { versions, aliases } = JSON.parse(readFileSync(join(folder, name), 'utf8'));
    return [versions.vi.claim, versions.en.claim, ...aliases.map(({ text }: { text: string }) => text)];
  });
  expect(texts.length).toBeGreaterThan(90);
  expect(texts.filter((text) => raised(text).length > 0)).toEqual([]);
});

test('a question names the words that raise it, of each language, and stays until it is answered', () => {
  const wording = { vi: 'Bà Lan là người bán phở tốt nhất.', en: 'Mrs Lan is the best cook.' };
  expect(asksOf(wording)).toEqual([
    { what: 'judgement', lang: 'vi', words: 'tốt nhất' },
    { what: 'person', lang: 'vi', words: 'Bà Lan' },
    { what: 'judgement', lang: 'en', words: 'the best cook' },
    { what: 'person', lang: 'en', words: 'Mrs Lan' },
  ]);
  expect(unanswered(wording, [])).toEqual(['judgement', 'person']);
  expect(unanswered(wording, ['person'])).toEqual(['judgement']);
  expect(unanswered(wording, ['person', 'judgement'])).toEqual([]);
});
