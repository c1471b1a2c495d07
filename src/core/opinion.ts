// What is plainly somebody's opinion, and no claim that evidence could settle. Only the plain ones: a sentence that is refused
// wrongly costs more than one that a second person declines.

// Of whoever writes: "I think", "in my opinion".
const own =
  /(?<!\p{L})(?:(?:cá nhân )?(?:tôi|mình|chúng tôi) (?:nghĩ|thấy|cảm thấy|cho rằng|tin rằng|thích|ghét|yêu|không thích)|theo (?:ý )?(?:tôi|mình|chúng tôi)|quan điểm của (?:tôi|mình)|(?:i|we) (?:think|feel|believe|love|hate|dislike|prefer)|in my (?:honest |humble )?(?:opinion|view)|imho)(?!\p{L})/iu;

// A judgement of taste at the end of the sentence, with the word that heightens it.
const taste =
  /(?<!\p{L})(?:(?:rất|quá|thật|thật là|vô cùng|hết sức|cực kỳ) (?:là )?(?:đáng ghét|đáng yêu|đáng khinh|dễ thương|kinh tởm|tồi tệ|xấu xí|vô duyên|nhàm chán|ngu ngốc|tuyệt vời)|(?:đáng ghét|đáng yêu|đáng khinh|kinh tởm|vô duyên|nhàm chán|ngu ngốc) (?:quá|lắm|thật|nhất)|(?:is|are|was|were) (?:so|very|really|truly|just|the most|simply) (?:annoying|hateful|disgusting|lovely|wonderful|awful|terrible|ugly|boring|stupid|silly|beautiful|great))[.!"”»]*$/iu;

// What somebody said is a fact: that they said it. "The minister said …", "Báo X viết: “…”".
export const reported =
  /["“«‘]|(?<!\p{L})(?:nói|cho biết|cho hay|tuyên bố|khẳng định|phát biểu|trả lời|viết|nhận xét|chia sẻ|thừa nhận|kể|hát|tên là|đăng|said|says|stated|states|told|wrote|writes|claims|claimed|announced|declared|tweeted|posted|sang|called|titled)(?!\p{L})/iu;

/** Whether a sentence states what its writer thinks, and not what anybody could look up. What is reported of others does not. */
export const isOpinion = (sentence: string): boolean => {
  const mine = own.exec(sentence);
  if (mine !== null && !reported.test(sentence.slice(0, mine.index))) return true;
  const judged = taste.exec(sentence);
  return judged !== null && !reported.test(sentence.slice(0, judged.index));
};
