// Reads the operator's own judged pairs: a question, a tab, the check that answers it.
import { ok, type Result } from '../base/result.ts';
import { type EvalRefusal, eachLine } from './eval-lines.ts';

/** A question with every check that answers it, as the file names them: ids or slugs. */
export type JudgedQuestion = { readonly text: string; readonly checks: readonly string[] };

/**
 * One pair a line, `question<TAB>check`; a question on several lines has several answers; lines that are blank or begin
 * with `#` do not count. A line of another form is refused with the file and its number.
 */
export const readJudgedPairs = async (file: string): Promise<Result<readonly JudgedQuestion[], EvalRefusal>> => {
  const questions = new Map<string, Set<string>>();
  const read = await eachLine(file, (line) => {
    if (line.startsWith('#')) return undefined;
    const [text = '', check = '', ...more] = line.split('\t').map((part) => part.trim());
    if (text === '' || check === '' || more.length > 0) return 'not a question, a tab and a check';
    questions.set(text, (questions.get(text) ?? new Set()).add(check));
    return undefined;
  });
  return read.ok ? ok([...questions].map(([text, checks]) => ({ text, checks: [...checks] }))) : read;
};
