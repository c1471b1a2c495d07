import { expect, test } from 'vitest';
import { uiLangs } from '../base/lang.ts';
import {
  blanksIn,
  longestTemplate,
  outgoing,
  parseTemplate,
  shippedTemplate,
  templateKeys,
  templatesInUse,
} from './template.ts';

test('every shipped text can go out as it is, in both languages, and says where local numbers belong', () => {
  for (const key of templateKeys)
    for (const lang of uiLangs) {
      const { text } = shippedTemplate(key, lang);
      expect(parseTemplate(text)).toEqual({ ok: true, value: text });
      expect(outgoing(text)).not.toMatch(/\[\[|\]\]|…/);
      const local = ['scam-victim', 'crisis', 'emergency'].includes(key);
      expect(blanksIn(text).length > 0, `${key} ${lang}`).toBe(local);
      expect(text.toLowerCase()).not.toMatch(/tin giả|sai sự thật|đối tượng|tung tin/);
    }
});

test('the shipped texts name no telephone number but the national ones of Viet Nam', () => {
  for (const key of templateKeys)
    for (const lang of uiLangs) {
      const numbers =
        shippedTemplate(key, lang)
          .text.replaceAll(/https:\S+/g, '')
          .match(/\d{2,}/g) ?? [];
      expect(numbers.filter((number) => !['111', '113', '114', '115'].includes(number))).toEqual([]);
    }
});

test('a line with a blank that nobody filled in is not sent', () => {
  expect(outgoing('Một.\n[[số ở nơi bạn]]\n\nHai [[đây]].\n\nBa.')).toBe('Một.\n\nBa.');
  expect(blanksIn('[[ a ]] và [[b]]')).toEqual(['a', 'b']);
});

test('what is empty, too long, or holds half a blank is refused by name', () => {
  const code = (text: string) => {
    const read = parseTemplate(text);
    return read.ok ? null : read.error.code;
  };
  expect(code('  \r\n ')).toBe('template-empty');
  expect(code('[[chỉ có chỗ trống]]')).toBe('template-empty');
  expect(code('a'.repeat(longestTemplate + 1))).toBe('template-too-long');
  expect(code('gọi [[số')).toBe('template-blank-open');
  expect(code('gọi [[số\n]] ngay')).toBe('template-blank-open');
  expect(parseTemplate(' Dòng một\r\nDòng hai ')).toEqual({ ok: true, value: 'Dòng một\nDòng hai' });
});

test('the team’s own text is in use where there is one', () => {
  const own = { key: 'thanks', lang: 'vi', n: 3, text: 'Cảm ơn bạn.', changedOn: null } as const;
  const used = templatesInUse([own]);
  expect(used).toHaveLength(templateKeys.length * uiLangs.length);
  expect(used.find(({ key, lang }) => key === 'thanks' && lang === 'vi')).toEqual(own);
  expect(used.find(({ key, lang }) => key === 'thanks' && lang === 'en')?.n).toBe(0);
});
