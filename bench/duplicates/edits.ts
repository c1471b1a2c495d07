// The edits people make to a message when they pass it on, and those that make it another message. All drawn from a seed.

/** A small generator of its own (mulberry32), so that the pairs do not change with the runtime. */
export type Chance = {
  readonly below: (n: number) => number;
  readonly one: <T>(from: readonly T[]) => T;
  readonly some: <T>(from: readonly T[], n: number) => readonly T[];
};

export const chanceOf = (seed: number): Chance => {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t = (t + Math.imul(t ^ (t >>> 7), t | 61)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (n: number): number => Math.floor(next() * n);
  const one = <T>(from: readonly T[]): T => from[below(from.length)] as T;
  const some = <T>(from: readonly T[], n: number): readonly T[] => {
    const rest = [...from];
    return Array.from({ length: Math.min(n, rest.length) }, () => rest.splice(below(rest.length), 1)[0] as T);
  };
  return { below, one, some };
};

type Lang = 'vi' | 'en';
type Edit = (text: string, chance: Chance, lang: Lang) => string;

const letters = 'abcdeghiklmnopqrstuvxy';

/** One letter changed, left out, put in, or swapped with the next; never in a word with a digit. */
const typo: Edit = (text, chance) => {
  const places = [...text.matchAll(/(?<![\p{L}\p{N}\p{M}])\p{L}{2,}(?![\p{L}\p{N}\p{M}])/gu)].filter(
    (m) => !/^\p{Lu}+$/u.test(m[0]),
  );
  if (places.length === 0) return text;
  const { 0: word, index } = chance.one(places);
  const at = index + chance.below(word.length);
  const kind = chance.below(4);
  const letter = letters[chance.below(letters.length)] ?? 'x';
  if (kind === 0) return text.slice(0, at) + letter + text.slice(at + 1);
  if (kind === 1) return text.slice(0, at) + text.slice(at + 1);
  if (kind === 2) return text.slice(0, at) + letter + text.slice(at);
  const first = Math.max(index + 1, at);
  return text.slice(0, first - 1) + text[first] + text[first - 1] + text.slice(first + 1);
};

const bare: Edit = (text) => text.normalize('NFD').replace(/\p{M}/gu, '').replaceAll('đ', 'd').replaceAll('Đ', 'D');

const teencode: Edit = (text, chance, lang) => {
  const table: readonly (readonly [RegExp, string])[] =
    lang === 'vi'
      ? [
          [/(?<!trầu )(?<!\p{L})không(?!\p{L})/giu, chance.one(['ko', 'k', 'hok'])],
          [/(?<!\p{L})được(?!\p{L})/gu, 'đc'],
          [/(?<!\p{L})với(?!\p{L})/gu, 'vs'],
          [/(?<!\p{L})người(?!\p{L})/gu, 'ng'],
          [/(?<!\p{L})cũng(?!\p{L})/gu, 'cx'],
          [/(?<!\p{L})trước(?!\p{L})/gu, 'trc'],
        ]
      : [
          [/\bpeople\b/g, 'ppl'],
          [/\byou\b/g, 'u'],
          [/\byour\b/g, 'ur'],
          [/\bbecause\b/g, 'bc'],
          [/\bdo not\b/g, "don't"],
        ];
  return table.reduce((t, [word, short]) => t.replace(word, short), text);
};

const headers = [
  'Fwd: ',
  'Forwarded many times\n',
  'Chuyển tiếp từ nhóm gia đình:\n',
  '---------- Forwarded message ---------\n',
  'Đã chuyển tiếp\n',
  'FW: Fwd: ',
  '↪️ Forwarded\n',
  'Tin nhắn được chuyển tiếp\n',
] as const;
const greetings = {
  vi: [
    'Cả nhà ơi, ',
    'Mọi người cho em hỏi, ',
    'Alo các bác, ',
    'Chào cả nhà! ',
    'Nghe nói ',
    'KHẨN CẤP!!! ',
    'Mn ơi ',
  ],
  en: ['Hi all, ', 'Dear friends, ', 'Hello everyone! ', 'URGENT: ', 'Is it true that ', 'I heard that ', 'Guys, '],
} as const;
const questions = {
  vi: [' Có đúng không ạ?', ' có thật không mọi người?', ' Ai biết kiểm chứng giúp với', ' phải không?'],
  en: [' Is this true?', ' Can someone verify?', ' true or false?'],
} as const;
const pleas = {
  vi: [
    ' Chia sẻ ngay cho mọi người cùng biết!',
    ' Hãy gửi cho người thân của bạn.',
    '\nChia sẻ gấp kẻo muộn!!!',
    ' Nhớ share cho bạn bè nhé',
  ],
  en: [
    ' Please share with everyone!',
    ' Forward this to your family.',
    '\nSHARE NOW before it is deleted!!!',
    ' Pass it on',
  ],
} as const;
const emoji = ['😱', '🙏🙏', '‼️', '🔥', '👉', '❤️', '😂', '⚠️'] as const;

const scattered: Edit = (text, chance) =>
  text.replace(/(?<=\p{L}[.,!?]?) /gu, (space) => (chance.below(6) === 0 ? ` ${chance.one(emoji)} ` : space)) +
  chance.one(emoji);

const reordered: Edit = (text, chance) => {
  const sentences = text
    .split(/(?<=[.!?])\s+|\n+/)
    .map((s) => s.trim())
    .filter((s) => /\p{L}/u.test(s));
  if (sentences.length < 2) return text;
  const turned = [...sentences.slice(1), sentences[0]];
  return (chance.below(2) === 0 ? turned : [...sentences].reverse()).join(' ');
};

const edits: Readonly<Record<string, Edit>> = {
  typo,
  'no diacritics': bare,
  teencode,
  header: (text, chance) => chance.one(headers) + text,
  greeting: (text, chance, lang) => chance.one(greetings[lang]) + text,
  question: (text, chance, lang) => text.replace(/[.!]$/, '') + chance.one(questions[lang]),
  plea: (text, chance, lang) => text + chance.one(pleas[lang]),
  emoji: scattered,
  case: (text, chance) => (chance.below(2) === 0 ? text.toUpperCase() : text.toLowerCase()),
  punctuation: (text, chance) =>
    chance.below(2) === 0
      ? text.replace(/[,;:!?"“”](?!\d)|\.(?=\s|$)/g, '')
      : text.replace(/[.](?=\s|$)/g, '!!!').replace(/,(?=\s)/g, '...'),
  spaces: (text, chance) => text.replace(/ /g, () => (chance.below(8) === 0 ? '  ' : ' ')).replace(/\. /g, '.\n\n'),
  'sentences reordered': reordered,
  'a space lost': (text, chance) => {
    const places = [...text.matchAll(/(?<=\p{Ll}) (?=\p{Ll})/gu)];
    if (places.length === 0) return text;
    const { index } = chance.one(places);
    return text.slice(0, index) + text.slice(index + 1);
  },
};

export const editNames: readonly string[] = Object.keys(edits);

// Whatever order they were drawn in, what is put around the message comes last.
const around = ['question', 'plea', 'greeting', 'header', 'emoji', 'spaces', 'no diacritics', 'case'];
const inOrder = [...editNames.filter((n) => !around.includes(n)), ...around];

export const edited = (text: string, names: readonly string[], chance: Chance, lang: Lang): string =>
  inOrder.filter((n) => names.includes(n)).reduce((t, name) => edits[name]?.(t, chance, lang) ?? t, text);

/** Words that turn a claim around, count something else or measure it otherwise. */
const opposites: Readonly<Record<Lang, readonly (readonly [string, string])[]>> = {
  vi: [
    ['tăng', 'giảm'],
    ['trước', 'sau'],
    ['trên', 'dưới'],
    ['cấm', 'cho'],
    ['bị', 'được'],
    ['triệu', 'tỷ'],
    ['tháng', 'năm'],
    ['phút', 'giờ'],
    ['đóng', 'mở'],
    ['hết', 'còn'],
    ['nam', 'nữ'],
    ['lạnh', 'nóng'],
    ['mới', 'cũ'],
    ['mẹ', 'bố'],
    ['trẻ', 'già'],
    ['luôn', 'hiếm khi'],
    ['ba', 'năm'],
    ['hai', 'bốn'],
  ],
  en: [
    ['before', 'after'],
    ['more', 'less'],
    ['kills', 'spreads'],
    ['close', 'open'],
    ['free', 'cheaper'],
    ['hot', 'cold'],
    ['men', 'women'],
    ['hour', 'week'],
    ['days', 'weeks'],
    ['minutes', 'hours'],
    ['percent', 'dollars'],
    ['over', 'under'],
    ['cut', 'raise'],
    ['always', 'rarely'],
    ['three', 'ten'],
    ['two', 'six'],
    ['safe', 'unsafe'],
    ['healthy', 'unhealthy'],
    ['all', 'some'],
  ],
};

/** The text with one such word for its opposite; undefined when it has none. */
export const turned = (text: string, chance: Chance, lang: Lang): string | undefined => {
  const ways = opposites[lang]
    .flatMap(
      ([a, b]) =>
        [
          [a, b],
          [b, a],
        ] as const,
    )
    .flatMap(([from, to]) => {
      const found = new RegExp(`(?<![\\p{L}\\p{N}])${from}(?![\\p{L}\\p{N}])`, 'u').exec(text);
      return found === null ? [] : [text.slice(0, found.index) + to + text.slice(found.index + from.length)];
    });
  return ways.length === 0 ? undefined : chance.one(ways);
};

/** The text with one of its numbers changed; undefined when it has none. */
export const changedNumber = (text: string, chance: Chance): string | undefined => {
  const places = [...text.matchAll(/\d+/g)];
  if (places.length === 0) return undefined;
  const { 0: digits, index } = chance.one(places);
  const at = index + chance.below(digits.length);
  const digit = Number(text[at]);
  const least = at === index ? 1 : 0;
  const other = [...Array(10).keys()].filter((d) => d !== digit && d >= least);
  return text.slice(0, at) + chance.one(other) + text.slice(at + 1);
};

/** The claim with a negation put in or taken out where that is simple; undefined where it is not. */
export const negatedSimply = (text: string, lang: Lang): string | undefined => {
  const ways: readonly (readonly [RegExp, string])[] =
    lang === 'vi'
      ? [
          [/(?<= |^)không (?!khí|gian|quan|chỉ|lồ)/iu, ''],
          [/ (gây|chữa|phòng|làm|giúp|diệt|tăng|giảm|chứa|ngăn|nhìn thấy|đánh|là|có) /u, ' không $1 '],
        ]
      : [
          [/ (does not|do not|cannot|not) /, ' '],
          [/ (is|are|can|will|was|were|has|must|should) /, ' $1 not '],
          [/ (causes|prevents|cures|kills|makes|drains|helps|means|gives) /, ' never $1 '],
        ];
  for (const [from, to] of ways) if (from.test(text)) return text.replace(from, to);
  return undefined;
};
