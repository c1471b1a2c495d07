// When a claim is meant: a sentence is read for years, and "yesterday" is another day for each of its readers.

const edge = '(?<![\\p{L}\\p{N}])';
const end = '(?![\\p{L}\\p{N}])';
const words = (list: string, flags = 'iu'): RegExp => new RegExp(`${edge}(?:${list})${end}`, flags);

// A year, a day and month, a month by name or number, a century: what stays the same day whoever reads it.
const dates = [
  words('(?:19|20)\\d{2}'),
  words('\\d{1,2}[/.-]\\d{1,2}(?:[/.-]\\d{2,4})?'),
  words(
    '(?:ngày|mùng|mồng)\\s+\\d{1,2}|tháng\\s+(?:\\d{1,2}|giêng|chạp|một|hai|ba|tư|năm|sáu|bảy|tám|chín|mười)|quý\\s+(?:\\d|[IVX]+)',
  ),
  words('thế kỷ\\s+(?:\\d{1,2}|[IVX]+)|the \\d{1,2}(?:st|nd|rd|th) century'),
  words(
    '(?:january|february|march|april|june|july|august|september|october|november|december|jan|feb|mar|apr|aug|sept?|oct|nov|dec)\\.?\\s+\\d{1,2}(?:st|nd|rd|th)?|' +
      '\\d{1,2}(?:st|nd|rd|th)?\\s+(?:of\\s+)?(?:january|february|march|april|may|june|july|august|september|october|november|december)|may\\s+\\d{1,2}|' +
      '(?:in|since|until|from|by|during)\\s+(?:january|february|march|april|june|july|august|september|october|november|december)',
  ),
] as const;

const relative = [
  words(
    'hôm qua|hôm nay|hôm kia|hôm trước|ngày mai|ngày kia|(?:sáng|trưa|chiều|tối|đêm)\\s+(?:nay|qua|mai)|' +
      '(?:tuần|tháng)\\s+(?:này|trước|sau|tới|rồi)|năm\\s+(?:nay|ngoái|sau|tới)|cuối tuần (?:này|qua|tới)',
  ),
  // A capital in the middle of a sentence is a name: USA Today.
  words(
    'yesterday|today|tonight|tomorrow|(?:this|last|next)\\s+(?:week|weekend|month|year|night|morning|afternoon|evening)',
    'u',
  ),
  /^(?:Yesterday|Today|Tonight|Tomorrow|(?:This|Last|Next)\s+(?:week|weekend|month|year|night|morning|afternoon|evening))(?![\p{L}\p{N}])/u,
] as const;

/** Whether the sentence holds a date, a month or a year that every reader reads alike. */
export const saysWhen = (sentence: string): boolean => dates.some((date) => date.test(sentence));

/** Whether it says when by the day on which it was written, and holds no date beside that. */
export const isUndated = (sentence: string): boolean =>
  !saysWhen(sentence) && relative.some((word) => word.test(sentence));
