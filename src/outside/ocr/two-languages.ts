// Vietnamese first; what comes out as English is read once more with English letters.
import { guessLang } from '../../kit/text/index.ts';
import { type Layout, type Line, legible, meanOf, type Paragraph, type Recognise, textOf } from './recognised.ts';

/** Paragraphs, each read in the language it is in. With `both` false in Vietnamese alone. */
export const inTheirLanguage = async (
  pgm: Buffer,
  layout: Layout,
  recognise: Recognise,
  both = true,
): Promise<readonly Paragraph[]> => {
  const first = await recognise(pgm, 'vie', layout);
  if (!both || !first.some(isEnglish)) return first;
  const again = (await recognise(pgm, 'eng', layout)).flatMap(({ lines }) => lines);
  return first.map((paragraph) => {
    // Beside English ones a short paragraph that tells no language is likely English, too: the surer reading of it stands.
    if (langOf(paragraph) === 'vi') return paragraph;
    const lines = again.filter((line) => isWithin(line, paragraph.lines));
    return meanOf(lines) >= meanOf(paragraph.lines) ? { lines } : paragraph;
  });
};

const isEnglish = (paragraph: Paragraph): boolean => langOf(paragraph) === 'en';

const langOf = ({ lines }: Paragraph) => guessLang(lines.map((line) => textOf(legible(line))).join(' '));

/** Whether the middle of a line lies among lines. */
const isWithin = ({ bbox }: Line, lines: readonly Line[]): boolean => {
  const middle = (bbox.y0 + bbox.y1) / 2;
  const across = (bbox.x0 + bbox.x1) / 2;
  return (
    lines.some((line) => middle >= line.bbox.y0 && middle <= line.bbox.y1) &&
    lines.some((line) => across >= line.bbox.x0 && across <= line.bbox.x1)
  );
};
