// What two people are asked about a claim's sentence before it is agreed to: whether a judgement of value, or a private person,
// stands in it. Words alone cannot tell, so nothing is refused here; whoever agrees says that they looked, and that is kept.
import { reported } from './opinion.ts';

export const wordingQuestions = ['judgement', 'person'] as const;
export type WordingQuestion = (typeof wordingQuestions)[number];

/** A question, and the words of the sentence that raise it. */
export type WordingAsk = { readonly what: WordingQuestion; readonly lang: string; readonly words: string };

const edge = '(?<![\\p{L}\\p{N}])';
const end = '(?![\\p{L}\\p{N}])';
const words = (list: readonly string[]): RegExp => new RegExp(`${edge}(?:${list.join('|')})${end}`, 'iu');
/** Words that may begin a sentence, before a name: a pattern that ignores case would take any word for a name. */
const before = (list: string): string =>
  `(?:${list
    .split('|')
    .map((one) => `[${one[0]}${one[0]?.toUpperCase()}]${one.slice(1)}`)
    .join('|')})`;

const judgements = words([
  // Blame and praise.
  '(?:thật |quá |rất |thật là )?đáng (?:xấu hổ|hổ thẹn|khinh|khinh bỉ|ghét|lên án|chê trách|kinh tởm|phẫn nộ|thất vọng|tự hào|yêu|nể|thương hại)',
  'nhục nhã|vô liêm sỉ|bất tài|kém cỏi|hèn hạ|hèn nhát|đê tiện|đê hèn|tồi tệ|thối nát|nực cười|lố bịch|ngu xuẩn|ngu dốt|vô đạo đức|đạo đức giả|vô lương tâm|bất nhân|mất dạy|vô học|tuyệt vời',
  'disgrace(?:ful)?|shameful|outrageous|despicable|pathetic|immoral|incompetent|cowardly|appalling|ridiculous|contemptible|hypocrites?|hypocritical|(?:is|are|was|were) (?:a |an |so |very )?(?:shame|joke|embarrassment|evil|wonderful|brilliant|amazing|awful|horrible|stupid|idiots?|useless|worthless|beautiful|ugly)',
  // The first or last of its kind, where no measure is named. What is largest or oldest can be measured.
  '(?<!ít )(?:tốt|giỏi|hay|dở|tệ|xấu|tồi|tài giỏi|vĩ đại|tuyệt|đáng sống|đẹp|ngon) nhất',
  'the (?:very )?(?:best|worst|greatest|finest|nicest|most (?:beautiful|brilliant|honest|corrupt|dishonest|stupid|talented)) (?!(?:known|way|selling|seller|number|amount|incidence|distance|share|or)\\b)[\\p{L}]+',
  // What ought to be.
  '(?:nên|cần|cần phải|đáng lẽ phải|lẽ ra phải|phải) (?:ngay lập tức )?(?:từ chức|xin lỗi|thấy xấu hổ|xấu hổ|bị (?:cách chức|sa thải|đuổi|trừng phạt|trừng trị|bỏ tù|tẩy chay|lên án|tử hình))',
  'xứng đáng (?:bị|được|với|là|làm)|đáng bị',
  '(?:should|must|ought to|has to|have to|needs? to) (?:immediately |all )?(?:resign|step down|quit|apologi[sz]e|be (?:ashamed|fired|sacked|jailed|punished|removed|boycotted|condemned|executed))',
  'deserves? (?:to|a|an|the|better|more|worse|nothing|it)|ought to be ashamed',
]);

const people = '(?:tôi|mình|em|tớ|chúng tôi|nhà tôi|nhà mình|nhà em|của tôi|của mình|của em|của chúng tôi)';
/** Somebody who is told apart by whose they are, or by where they live, learn or teach. */
const near = words([
  `(?:cô|thầy|bạn|ông|bà|anh|chị)? ?(?:hàng xóm|chủ nhà|chủ trọ|đồng nghiệp|cô giáo|thầy giáo|thầy chủ nhiệm|cô chủ nhiệm|bạn học|bạn cùng lớp|bạn thân|sếp|vợ|chồng|vợ cũ|chồng cũ|người yêu cũ|em gái|em trai|anh trai|chị gái|mẹ chồng|mẹ vợ) ${people}`,
  '(?:ông|bà|anh|chị|cô|chú|bác) hàng xóm|(?:nhà )?hàng xóm (?:kế bên|bên cạnh)',
  '(?:cô giáo|thầy giáo|giáo viên|cô|thầy|chủ nhiệm|lớp trưởng|học sinh|phụ huynh)(?: chủ nhiệm| của| dạy| ở| trong)* lớp \\d+[\\p{L}\\d]*',
  '(?:nhà|ở) số \\d+|số nhà \\d+|trong xóm (?:tôi|mình|em)|ở (?:xóm|làng|ngõ|hẻm|khu) (?:tôi|mình|em)',
  '(?:my|our) (?:next-door |old |former )?(?:neighbou?rs?|aunt|uncle|cousin|teacher|classmate|colleague|boss|landlord|landlady|ex|ex-husband|ex-wife|friend|husband|wife|brother|sister|mother|father|mum|mom|dad|son|daughter|doctor|nurse)',
  '(?:teacher|pupil|student|parent|mother|father)s? (?:of|in|from) (?:class|grade|year) \\d+[\\p{L}]?',
  '(?:living|who lives?|lives?) (?:next door|in my street|on my street|at \\d+)',
]);
/** Somebody called as one calls people one knows: by title and a given name. A whole name may be a public figure's. */
const called = [
  new RegExp(
    `${edge}${before('cô giáo|thầy giáo|cô|thầy|chị|anh|em|cháu|bé|chú|bác|dì|thím|mợ|cậu')} (?=\\p{Lu})(?!Quốc)\\p{L}{1,7}(?! \\p{Lu})${end}`,
    'u',
  ),
  new RegExp(`${edge}${before('ông|bà')} \\p{Lu}\\p{Ll}{1,5}(?! \\p{Lu})${end}`, 'u'),
  new RegExp(`${edge}(?:[Mm]rs?|[Mm]s|[Mm]iss)\\.? \\p{Lu}\\p{L}+${end}`, 'u'),
  new RegExp(
    `${edge}(?:man|woman|boy|girl|teacher|student|nurse|shopkeeper)(?: named| called|,) \\p{Lu}\\p{L}+${end}`,
    'u',
  ),
] as const;
/** An office that is held in public. */
const office = words([
  'chủ tịch|tổng thống|thủ tướng|phó thủ tướng|bộ trưởng|thứ trưởng|tổng bí thư|đại biểu|nghị sĩ|thị trưởng|bí thư|giám đốc sở|đại sứ|giáo hoàng|hoàng tử|công chúa|nữ hoàng|vua|ca sĩ|diễn viên|cầu thủ|nghệ sĩ|tỷ phú',
  'president|prime minister|minister|senators?|congressm[ae]n|governor|mayor|ambassador|pope|king|queen|prince|princess|secretary of|first lady|singer|actor|actress|billionaire',
]);

/** The questions that a wording raises, one of a kind for each language. What is reported of others raises no `judgement`. */
export const asksOf = (wording: Readonly<Record<string, string>>): readonly WordingAsk[] =>
  Object.entries(wording).flatMap(([lang, sentence]) => {
    const found: WordingAsk[] = [];
    const judged = judgements.exec(sentence);
    if (judged !== null && !reported.test(sentence.slice(0, judged.index)))
      found.push({ what: 'judgement', lang, words: judged[0].trim() });
    const somebody = near.exec(sentence) ?? (office.test(sentence) ? null : first(called, sentence));
    if (somebody !== null) found.push({ what: 'person', lang, words: somebody[0].trim() });
    return found;
  });

const first = (patterns: readonly RegExp[], sentence: string): RegExpExecArray | null => {
  for (const pattern of patterns) {
    const found = pattern.exec(sentence);
    if (found !== null) return found;
  }
  return null;
};

/** The kinds of question that are not answered yet. */
export const unanswered = (
  wording: Readonly<Record<string, string>>,
  answers: readonly WordingQuestion[],
): readonly WordingQuestion[] =>
  wordingQuestions.filter((what) => asksOf(wording).some((ask) => ask.what === what) && !answers.includes(what));
