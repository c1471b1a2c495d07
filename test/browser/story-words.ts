// What the people of the story say and write, in the language they sit in; both language versions are written in either.
import type { UiLang } from '../../src/base/lang.ts';

type Both = Readonly<Record<UiLang, string>>;
type Draft = Readonly<Record<'title' | 'short' | 'known' | 'how' | 'reply', Both>>;

/** As an asker pastes it. */
export const question: Both = {
  vi: 'Bà con chú ý: đắp lá bàng tươi lên trán giúp trẻ hạ sốt ngay sau mười phút, khỏi cần đi viện',
  en: 'Sliced potatoes worn inside socks overnight lower a fever of children within ten minutes, no doctor needed',
};

export const wording: Readonly<Record<UiLang, Both>> = {
  vi: {
    vi: 'Đắp lá bàng tươi lên trán làm trẻ hạ sốt sau mười phút',
    en: 'Fresh tropical almond leaves on the forehead lower a child’s fever within ten minutes',
  },
  en: {
    vi: 'Mang tất có lát khoai tây qua đêm làm trẻ hạ sốt',
    en: 'Wearing socks with sliced potatoes overnight lowers a child’s fever',
  },
};

export const evidence = {
  url: 'https://www.who.int/news-room/fact-sheets/detail/fever-in-children',
  title: 'Fever in children: what helps',
  publisher: 'World Health Organization',
  shows: {
    vi: 'Hướng dẫn chăm sóc trẻ sốt không nhắc đến cách này; thuốc hạ sốt và uống đủ nước mới có tác dụng.',
    en: 'The guidance on fever does not name this; medicine for fever and enough to drink do help.',
  },
} as const;

export const draft: Draft = {
  title: { vi: 'Cách này không hạ sốt cho trẻ', en: 'This does not lower a child’s fever' },
  short: {
    vi: 'Không. Không có nghiên cứu nào cho thấy cách này hạ sốt.',
    en: 'No. No study shows that this lowers a fever.',
  },
  known: {
    vi: 'Trẻ sốt cần **uống đủ nước** và thuốc hạ sốt đúng liều.',
    en: 'A child with a fever needs **enough to drink** and medicine in the right dose.',
  },
  how: {
    vi: 'Chúng tôi đọc hướng dẫn của Tổ chức Y tế Thế giới và tìm trong PubMed.',
    en: 'We read the guidance of the World Health Organization and searched PubMed.',
  },
  reply: {
    vi: 'Con xem rồi mẹ ạ, cách này không hạ sốt được. Mình cho cháu uống đủ nước nhé.',
    en: 'I looked it up, and this does not lower a fever. Let us make sure the child drinks enough.',
  },
};

export const slug: Both = { vi: 'la-bang-ha-sot', en: 'potato-socks-fever' };

export const corrected: Both = {
  vi: 'Không. Ba nghiên cứu nhỏ đã thử và không thấy trẻ hạ sốt.',
  en: 'No. Three small studies tried it and saw no lower fever.',
};

export const explained: Both = {
  vi: 'Chúng tôi đã bỏ sót ba nghiên cứu nhỏ; kết luận không đổi.',
  en: 'We had missed three small studies; the verdict is the same.',
};

export const appeal: Both = {
  vi: 'Xin xem lại: tài liệu này nói cách làm này có ích cho trẻ bị sốt nhẹ.',
  en: 'Please look again: this paper says that it helps children with a slight fever.',
};

export const reasons: Both = {
  vi: 'Tài liệu được dẫn nói về người lớn, không nói về trẻ em. Kết luận giữ nguyên.',
  en: 'The paper you name is about adults, not about children. The verdict stands.',
};

export const agreed: Both = { vi: 'Nguồn vững, lời dễ hiểu.', en: 'Sound sources, plain words.' };
