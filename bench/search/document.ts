// Figures in documents: written by the bench that measured them, never by hand.
import { readFileSync, writeFileSync } from 'node:fs';

/**
 * Puts `markdown` between `<!-- figures: NAME -->` and `<!-- end of figures -->` of a document, in place of what stood
 * there. Throws where the document has no such block.
 */
export const writeFigures = (path: string, name: string, markdown: string): void => {
  const text = readFileSync(path, 'utf8');
  const head = `<!-- figures: ${name} -->\n`;
  const foot = '<!-- end of figures -->';
  const start = text.indexOf(head);
  const end = start < 0 ? -1 : text.indexOf(foot, start);
  if (end < 0) throw new Error(`${path} has no block <!-- figures: ${name} --> … ${foot}`);
  writeFileSync(path, `${text.slice(0, start + head.length)}${markdown.trim()}\n${text.slice(end)}`);
};
