import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { evaluateDuplicates, sameMessage } from './index.ts';

type Pair = {
  readonly a: string;
  readonly b: string;
  readonly same: boolean;
  readonly edit: string;
  readonly half: string;
};
const pairs = readFileSync(join(import.meta.dirname, '../../../test/vectors/duplicates.jsonl'), 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as Pair);

test.each(['train', 'held-out'])(
  'pairs of the %s half are told apart with F1 of .97 at least, and none is merged',
  (half) => {
    const score = evaluateDuplicates(pairs.filter((p) => p.half === half));
    expect(score.pairs).toBeGreaterThan(700);
    expect(score.f1).toBeGreaterThanOrEqual(0.97);
    expect(score.wrong.filter((p) => !p.same)).toEqual([]);
  },
);

test('no two texts with different numbers are one, whatever was edited besides', () => {
  const numbered = pairs.filter((p) => p.edit.startsWith('number'));
  expect(numbered.length).toBeGreaterThan(80);
  expect(numbered.filter((p) => sameMessage(p.a, p.b))).toEqual([]);
});

test.each([
  ['Uống nước chanh chữa ung thư', 'Cả nhà ơi, uong nuoc chanh chua ung thu có đúng không ạ?'],
  ['Uống nước chanh chữa ung thư', 'uống nc chamh chữa ung thư!!! 🍋'],
  ['Uống nước chanh chữa ung thư', 'Uống nướcchanh chữa ung thư'],
  ['Ăn tỏi phòng cúm', 'Ăn tỏi phòng cúmm nhé cả nhà'],
  ['Đổi tiền tháng 3. Ai giữ nhiều phải khai báo.', 'Ai giữ nhiều phải khai báo đổi tiền tháng 3'],
  ['phạt 1.000.000 đồng nếu không đeo khẩu trang', 'phạt 1000000 đồng nếu ko đeo khẩu trang'],
  ['Bà con trữ nước, mai cúp 3 ngày', 'BA CON TRU NUOC, MAI CUP 3 NGAY. Hãy gửi ngay cho 20 người thân!'],
  ['Ngày mai cúp điện toàn thành phố', '[10:32, 20/11/2026] Cô Ba: Ngày mai cúp điện toàn thành phố'],
  ['Vaccines cause autism', 'Forwarded many times\nVacines cause autism. Please share with everyone you know!'],
  ['WHO says masks do not work', 'FWD: WHO says masks don’t work'],
  ['اللقاح يسبب العقم', 'اللقاح يسبّب العقم!!'],
  ['新冠疫苗导致不孕，请大家注意', '新冠疫苗导致不孕请大家注意!'],
  ['https://a.vn/x', 'https://a.vn/x '],
  ['Từ mai phạt 5 triệu đồng nếu đi xe máy', 'Từ mai phạt năm triệu đồng nếu đi xe máy'],
  ['Từ mai phạt 5.000.000đ nếu đi xe máy', 'tu mai phat nam trieu dong neu di xe may'],
  ['Từ mai phạt 5.000.000đ nếu đi xe máy', 'Từ mai phạt 5 triệu đồng nếu đi xe máy'],
  [
    'Sáng nay 5 nhà bị cháy ở chợ huyện. Đêm qua 6 xe bị mất ở bến tàu.',
    'Đêm qua 6 xe bị mất ở bến tàu. Sáng nay 5 nhà bị cháy ở chợ huyện.',
  ],
  ['The bank closes at 5 pm on Friday', 'the bank closes at 5 p.m. on Friday'],
])('%s and %s are one message', (a, b) => expect(sameMessage(a, b)).toBe(true));

test('numbers told in words may change places only with the sentence they stand in', () => {
  const fire = 'người bị thương trong vụ cháy ở Hà Nội hôm qua';
  expect(sameMessage(`Ba người chết và năm ${fire}`, `Năm người chết và ba ${fire}`)).toBe(false);
  const [first, second] = ['Ba con tàu chìm ngoài khơi Vũng Tàu.', 'Năm ngôi nhà sập ở trung tâm Hà Nội.'];
  expect(sameMessage(`${first} ${second}`, `${second} ${first}`)).toBe(true);
});

test.each([
  ['Uống nước chanh chữa ung thư', 'Uống nước cam chữa ung thư'],
  ['Thuốc này chữa khỏi bệnh gan', 'Thuốc này chưa khỏi bệnh gan'],
  ['Trẻ dưới 5 tuổi không cần đeo khẩu trang', 'Trẻ dưới 5 tuổi cần đeo khẩu trang'],
  ['Sự sống tuyệt chủng do nước sông ô nhiễm', 'Sự sống không tuyệt chủng do nước sông ô nhiễm'],
  ['Trang phục được đánh dấu từ lâu', 'Trang phục được không đánh dấu từ lâu'],
  ['Nước mắm toàn hóa chất, 9 trong 10 chai không có cá', 'Nước mắm không có hóa chất, 9 trong 10 chai có cá'],
  ['Chia sẻ bài này bị phạt 10 triệu', 'Chia sẻ bài này bị phạt 20 triệu'],
  ['Mai nghỉ học. Gửi cho 10 người thân!', 'Mai nghỉ học. Gửi cho 20 người thân!'],
  [
    'Hôm qua ba người chết trong vụ cháy chợ huyện lúc nửa đêm',
    'Hôm qua bảy người chết trong vụ cháy chợ huyện lúc nửa đêm',
  ],
  ['Ông Minh bị bắt vì lừa đảo', 'Ông Linh bị bắt vì lừa đảo'],
  ['Phạt 5 triệu', 'Phạt 5 tỷ'],
  ['giảm 1,5 lần', 'giảm 15 lần'],
  ['5 người chết và 6 người bị thương trong vụ cháy chợ', '6 người chết và 5 người bị thương trong vụ cháy chợ'],
  ['5 người chết. 6 người bị thương.', '6 người chết. 5 người bị thương.'],
  ['The bank closes at 5 pm on Friday', 'The bank closes at 5 am on Friday'],
  ['Ngân hàng A phá sản', 'Ngân hàng B phá sản'],
  ['Sáng nay ngân hàng A tuyên bố phá sản rồi nhé', 'Sáng nay ngân hàng B tuyên bố phá sản rồi nhé'],
  ['Tin mới: ngân hàng A mua lại ngân hàng B hôm nay', 'Tin mới: ngân hàng B mua lại ngân hàng A hôm nay'],
  ['Từ mai phạt năm triệu đồng nếu đi xe máy', 'Từ mai phạt sáu triệu đồng nếu đi xe máy'],
  ['50% dân số', '50 dân số'],
  ['It costs $5 million', 'It costs €5 million'],
  ['You can vote by text', 'You can’t vote by text'],
  ['Vaccines are safe', 'Vaccines are unsafe'],
  ['Nga tấn công Ukraine', 'Ukraine tấn công Nga'],
  ['He was arrested last night with a bag of money', 'She was arrested last night with a bag of money'],
  ['Bộ Y tế cảnh báo: ăn trứng sống gây ngộ độc', 'Bộ Y tế cảnh báo: ăn rau sống gây ngộ độc'],
  ['https://a.vn/x', 'https://a.vn/y'],
  ['😀', '😢'],
])('%s and %s are two messages', (a, b) => expect(sameMessage(a, b)).toBe(false));

const anyText = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc
    .array(
      fc.constantFrom(
        'không',
        'uống',
        'nước',
        '5',
        '10%',
        'chia sẻ',
        'fwd:',
        'the',
        'not',
        '.',
        '\n',
        '😱',
        '\ud800',
        ',',
      ),
    )
    .map((w) => w.join(' ')),
);

test('a text is the same message as itself, and two are or are not whichever comes first', () => {
  fc.assert(
    fc.property(anyText, anyText, (a, b) => {
      expect(sameMessage(a, a)).toBe(true);
      expect(sameMessage(a, b)).toBe(sameMessage(b, a));
    }),
  );
});

test.each([
  ['one word again and again', (i: number) => 'không'.slice(i % 1)],
  ['words that never come back', (i: number) => `w${(i * 7919) % 99_991}`],
  ['pleas', () => 'hãy chia sẻ'],
  ['numbers', (i: number) => String(i % 100)],
  ['sentences', (i: number) => `a${i % 50}.`],
])('twice the hostile text takes no more than a few times as long: %s', (_, word) => {
  const text = (words: number) => Array.from({ length: words }, (_, i) => word(i)).join(' ');
  const least = (words: number): number => {
    const [a, b] = [text(words), `${text(words)} b`];
    const times = [1, 2, 3].map(() => {
      const start = performance.now();
      sameMessage(a, b);
      return performance.now() - start;
    });
    return Math.min(...times);
  };
  least(2_000);
  expect(least(16_000)).toBeLessThan(6 * least(8_000) + 20);
});
