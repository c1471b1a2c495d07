import { expect, test } from 'vitest';
import { isOpinion } from './opinion.ts';

test.each([
  'Tôi nghĩ tòa soạn này rất đáng ghét',
  'Theo tôi, cầu mới xấu hơn cầu cũ.',
  'Cá nhân tôi thấy bài hát này dở.',
  'Cầu mới xấu hơn cầu cũ, theo ý mình',
  'Tòa soạn này rất đáng ghét.',
  'Con mèo ấy đáng yêu quá!',
  'I think this newsroom is unfair.',
  'In my opinion the old bridge was nicer.',
  'The new bridge is so ugly.',
  'Personally, I believe garlic is great.',
])('“%s” is an opinion', (sentence) => {
  expect(isOpinion(sentence)).toBe(true);
});

test.each([
  'Bộ trưởng Y tế nói rằng theo tôi hiểu thì vắc-xin đã hết hạn.',
  'Ca sĩ A viết: “Tôi nghĩ tòa soạn này rất đáng ghét”.',
  'Báo B khẳng định tòa soạn này rất đáng ghét.',
  'Bài hát “Tôi thích mùa hè” bị cấm phát năm 2020.',
  'The minister said in March 2026 that he thinks I think too much.',
  'The mayor told reporters: I believe the bridge is safe.',
  '“I love you” was typed 3 billion times in 2020.',
  'Không khí ở Hà Nội ngày 3/11/2026 là tệ nhất thế giới.',
  'Uống nước chanh nóng mỗi ngày rất tốt cho bệnh nhân ung thư.',
  'Theo Bộ Y tế, dịch sởi đã hết từ tháng 3.',
  'Người Việt tin rằng thấy chim lợn là điềm xấu.',
  'The Great Wall is visible from the Moon.',
  'Penguins are the most numerous birds of Antarctica.',
  'Trẻ em Việt Nam nghĩ đến việc học nhiều nhất thế giới.',
])('“%s” can be looked up', (sentence) => {
  expect(isOpinion(sentence)).toBe(false);
});
