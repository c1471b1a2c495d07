// JPEGs that a program wrote one after the other (ITU-T T.81, B.1.1.3): each begins with SOI and ends with EOI. Inside the picture
// data a 0xFF is never followed by either.

/** The whole ones, at most so many, in their order; what a program that was ended left unfinished is left out. */
export const splitJpegs = (bytes: Buffer, most: number): readonly Buffer[] => {
  const found: Buffer[] = [];
  let at = bytes.indexOf(begin);
  while (at >= 0 && found.length < most) {
    const end = bytes.indexOf(ends, at + begin.length);
    if (end < 0) break;
    found.push(bytes.subarray(at, end + ends.length));
    at = bytes.indexOf(begin, end + ends.length);
  }
  return found;
};

const begin = Buffer.from('ffd8ff', 'hex');
const ends = Buffer.from('ffd9', 'hex');
