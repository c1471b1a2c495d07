import fc from 'fast-check';
import { expect, test } from 'vitest';
import { htmlText, pageHead } from './index.ts';

const at = 'https://www.baovidu.example/2026/tin-7.html';
const titlesOf = (html: string, address = at) => pageHead(html, address).titles;

test('titles come from Open Graph, the title element, JSON-LD and Twitter, each once and without the name of the site', () => {
  const head = pageHead(
    `<!doctype html><html><head><title>Nước chanh chữa ung thư? | Báo Ví Dụ</title>
    <meta content="Sự thật về nước chanh" property="og:title"><meta property="og:site_name" content="Báo Ví Dụ">
    <meta name="twitter:title" content="sự thật VỀ nước chanh"><link rel="amphtml canonical" href="/tin-7.html?a=1">
    <meta property="og:url" content="https://baovidu.example/7">
    <script type="application/ld+json">{"@graph":[{"@type":"WebSite","name":"x"},{"@type":"NewsArticle","headline":"Chanh nóng và bệnh"}]}</script>`,
    at,
  );
  expect(head).toEqual({
    titles: ['Sự thật về nước chanh', 'Nước chanh chữa ung thư?', 'Chanh nóng và bệnh'],
    addresses: ['https://www.baovidu.example/tin-7.html?a=1', 'https://baovidu.example/7'],
  });
});

test.each([
  ['Tin mới - Tuổi Trẻ Online - tuoitre.vn', 'https://tuoitre.vn/a', ['Tin mới - Tuổi Trẻ Online']],
  ['Tuổi Trẻ » Tin mới hôm nay', 'https://tuoitre.vn/a', ['Tin mới hôm nay']],
  ['Lemon - and cancer', 'https://news.example/a', ['Lemon - and cancer']],
  ['403', 'https://news.example/a', []],
  ['  ', 'https://news.example/a', []],
  ['新冠疫苗含有微芯片', 'https://news.example/a', ['新冠疫苗含有微芯片']],
])('of the title "%s" remains what says something', (title, address, kept) => {
  expect(titlesOf(`<title>${title}</title>`, address)).toEqual(kept);
});

test('the title of a drawing, a second title and one in a comment are not the page’s', () => {
  expect(
    titlesOf('<svg><title>Icon of lemon</title></svg><!-- <title>Not this</title> --><title>This one is</title>'),
  ).toEqual(['This one is']);
  expect(titlesOf('<title>The first title</title><title>The second title</title>')).toEqual(['The first title']);
});

test('controls, bidirectional tricks and zero-width letters are gone, entities are letters, and a long title is cut', () => {
  expect(titlesOf('<title>a\u202Eb\u2066c\u200B&#8238;d&lt;script&gt; \u0007e\n\tf</title>')).toEqual([
    'abcd<script> e f',
  ]);
  const [title] = titlesOf(`<title>${'chanh 🍋 '.repeat(100_000)}</title>`);
  expect(title!.length).toBeLessThanOrEqual(300);
  expect(title!.isWellFormed()).toBe(true);
});

test('addresses that are not on the web are left out', () => {
  expect(
    pageHead('<link rel=canonical href="javascript:alert(1)"><meta property=og:url content="//a.example/x">', at),
  ).toEqual({
    titles: [],
    addresses: ['https://a.example/x'],
  });
});

test('whatever bytes a page has, reading its head ends without an error', () => {
  const piece = fc.constantFrom(
    '<title>',
    '</title>',
    '<svg>',
    '<meta property="og:title" content="',
    '">',
    '<script type="application/ld+json">',
    '{"headline":',
    '[',
    '"a b"',
    '}',
    '</script>',
    '<!--',
    '-->',
    '&#x1F34B;',
    '\uD800',
    '<link rel=canonical href=',
    '>',
    '\0',
  );
  fc.assert(
    fc.property(fc.array(fc.oneof(piece, fc.string()), { maxLength: 30 }), (pieces) => {
      for (const title of titlesOf(pieces.join(''))) {
        expect(title.length).toBeLessThanOrEqual(300);
        expect(title).not.toMatch(/[\p{Cc}\u202A-\u202E\u2066-\u2069\uFFFD]/u);
      }
    }),
    { numRuns: 2000 },
  );
});

test.each([
  '<a>',
  '<svg>',
  '<div>',
  '<a',
  '<!--',
  '<title>',
  '</p>',
  '&amp',
  '<script type=application/ld+json>[',
  '- ',
  '<table><tr>',
])('256 KB of %j are read in linear time', (unit) => {
  const start = performance.now();
  titlesOf(`<title>${unit.repeat(Math.ceil(262_144 / unit.length))}`);
  titlesOf(unit.repeat(Math.ceil(262_144 / unit.length)));
  expect(performance.now() - start).toBeLessThan(3000);
});

const bytes = (...parts: readonly (string | readonly number[])[]) =>
  Uint8Array.from(
    parts.flatMap((part) => (typeof part === 'string' ? [...new TextEncoder().encode(part)] : [...part])),
  );

test.each([
  ['UTF-8 without a word', bytes('<title>nước chanh'), 'text/html', '<title>nước chanh'],
  ['UTF-8 declared as something old', bytes('nước'), 'text/html; charset=iso-8859-1', 'nước'],
  ['UTF-8 cut in a character', bytes('nướ', [0xe1, 0xbb]), 'text/html', 'nướ'],
  [
    'a byte order mark against the header',
    bytes([0xff, 0xfe, 0x61, 0x00, 0x1b, 0x1e]),
    'text/html; charset=utf-8',
    'aḛ',
  ],
  ['Windows Vietnamese', bytes('t', [0xf4], 'i ', [0xf0], 'i'), 'text/html;charset="windows-1258"', 'tôi đi'],
  [
    'GBK in a meta',
    bytes('<meta http-equiv=x content="text/html; charset=gbk">', [0xce, 0xd2]),
    'text/html',
    '<meta http-equiv=x content="text/html; charset=gbk">我',
  ],
  ['Shift_JIS in a short meta', bytes("<meta charset='shift_jis'>", [0x82, 0xa0]), '', "<meta charset='shift_jis'>あ"],
  ['declared UTF-8 that is not', bytes([0xe9, 0x20]), 'text/html; charset=utf-8', 'é '],
  ['an encoding nobody knows', bytes([0xe9, 0x21]), 'text/html; charset=vps-font', 'é!'],
  ['UTF-16 claimed by a page of bytes', bytes('<meta charset=utf-16>a'), '', '<meta charset=utf-16>a'],
])('%s is read', (_what, given, contentType, text) => {
  expect(htmlText(given, contentType)).toBe(text);
});

test('a page in an encoding that fits nothing has no title', () => {
  expect(
    titlesOf(
      htmlText(bytes('<title>tin ', [0x81], ' nóng'.normalize('NFD'), [0xff, 0x81]), 'text/html; charset=euc-kr'),
    ),
  ).toEqual([]);
});
