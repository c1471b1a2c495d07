import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { uiLangs } from '../base/lang.ts';
import { type KindWords, kindForm, kindForms, kindReply } from './kind-reply.ts';
import { verdicts } from './verdict.ts';

const words = Object.fromEntries(
  uiLangs.map((lang) => [lang, JSON.parse(readFileSync(`locales/replies/${lang}.json`, 'utf8')) as KindWords]),
);
const url = 'https://kiemchung.example/vi/checks/mat-ong';
const found = {
  publisher: 'Tòa soạn Thử',
  verdict: 'false',
  word: 'Không đúng',
  short: 'Không đúng: mật ong có thể gây ngộ độc cho trẻ dưới một tuổi.',
  url,
} as const;
const say = (lang: 'vi' | 'en', name: string, more: object = {}) =>
  kindReply(words[lang] ?? {}, kindForm(lang, name), { ...found, ...more });

test('every form thanks first, then tells the finding as published, then gives the link, and leaves no blank', () => {
  for (const lang of uiLangs)
    for (const form of kindForms(lang))
      for (const verdict of [...verdicts, null]) {
        const text = say(lang, form.name, { verdict });
        const at = [/cảm ơn|thank/i, found.short, url].map((part) => text.search(part));
        expect(at[0], `${form.name} ${text}`).toBeGreaterThanOrEqual(0);
        expect(at, `${form.name} ${text}`).toEqual([...at].sort((a, b) => a - b));
        expect(text).not.toMatch(/[{}]|undefined| {2}| [.,:]/);
        expect(text.endsWith(url)).toBe(true);
        expect(text).not.toMatch(/tin giả|sai sự thật|đối tượng|tung tin|stupid|gullible|fake news|ngốc|cả tin/i);
      }
});

test('each Vietnamese form calls itself and the other as it should, and nobody else', () => {
  const pairs: readonly (readonly [string, string, string])[] = [
    ['con-bo', 'Con', 'bố'],
    ['con-me', 'Con', 'mẹ'],
    ['con-bo-me', 'Con', 'bố mẹ'],
    ['con-ba', 'Con', 'ba'],
    ['con-ma', 'Con', 'má'],
    ['con-ba-ma', 'Con', 'ba má'],
    ['chau-ong', 'Cháu', 'ông'],
    ['chau-ba', 'Cháu', 'bà'],
    ['chau-ong-ba', 'Cháu', 'ông bà'],
    ['em-anh', 'Em', 'anh'],
    ['em-chi', 'Em', 'chị'],
    ['chau-co', 'Cháu', 'cô'],
    ['chau-chu', 'Cháu', 'chú'],
    ['chau-bac', 'Cháu', 'bác'],
  ];
  for (const [name, self, you] of pairs) {
    const text = say('vi', name);
    expect(text).toContain(`${self} cảm ơn ${you} đã gửi tin này cho ${self.toLowerCase()} ạ.`);
    expect(text).toContain(`đã kiểm chứng rồi ${you} ạ`);
  }
  expect(say('vi', 'friends')).toContain('Cảm ơn bạn đã gửi cho mình tin này nhé.');
  expect(say('vi', 'family')).toContain('Cảm ơn cả nhà đã chia sẻ');
  expect(say('vi', 'group')).toContain('kiểm chứng rồi mọi người ơi');
  expect(say('vi', 'neutral')).not.toMatch(/\b(con|cháu|em|mình|bạn)\b/i);
});

test('a reply to one’s mother, word for word', () =>
  expect(say('vi', 'con-me')).toBe(
    `Con cảm ơn mẹ đã gửi tin này cho con ạ. Con có xem lại thì Tòa soạn Thử đã kiểm chứng rồi mẹ ạ: “${found.short}” Tin này viết khéo, nhiều người đọc cũng tưởng thật nên mẹ đừng ngại ạ.\n\nMẹ xem đủ nguồn ở đây nhé: ${url}`,
  ));

test('where the sentence does not say the conclusion, it is said before', () =>
  expect(say('en', 'friends', { word: 'False', short: 'No trial showed this.' })).toContain(
    'The conclusion is “False”. No trial showed this.',
  ));

test('another publisher’s check is told without a word of ours about it', () =>
  expect(say('en', 'group', { verdict: null, word: 'Pants on fire', short: '' })).toBe(
    `Thank you for sharing this with everyone. Tòa soạn Thử has checked it. The conclusion is “Pants on fire”.\n\nEveryone can read the sources here: ${url}`,
  ));

test('an unknown form is the one that offends nobody', () => {
  expect(kindForm('vi', 'con-meo').name).toBe('neutral');
  expect(kindForm('en', 'con-me').name).toBe('group');
});

test('a name with braces stays a name', () =>
  expect(say('vi', 'con-bo', { publisher: '{you} {constructor}' })).toContain('{you} {constructor}'));
