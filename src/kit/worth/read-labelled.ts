// Texts with a yes or no beside them, as the shared tasks on check-worthiness hand them out.
import { ok, type Refusal, type Result, refuse } from '../../base/result.ts';

/** A text, and whether people found it worth checking. `id` is as written in the file. */
export type LabelledText = { readonly id: string; readonly text: string; readonly isWorthy: boolean };

export type LabelledRefusal = Refusal<'labelled-columns' | 'labelled-row'>;

/**
 * Reads tab-separated rows below a line of names (CheckThat! 2022 to 2024: `Sentence_id Text class_label`, or `tweet_id
 * tweet_url tweet_text class_label`), or JSON Lines `{text, label, id?}`. The text is any column named `text` or ending
 * in it, the label `class_label` or `label`: Yes/No, true/false, 1/0. A field in double quotes is read as CSV has it
 * (RFC 4180), line breaks inside included; a tweet that merely begins with a quotation mark stays as it is.
 * Refusals name the row, counted from 1 below the names.
 */
export const readLabelled = (text: string): Result<readonly LabelledText[], LabelledRefusal> => {
  const lines = text.replace(/^\ufeff/, '').split(/\r?\n/);
  return /^\s*\{/.test(lines[0] ?? '') ? fromJsonLines(lines) : fromTable(lines);
};

const fromJsonLines = (lines: readonly string[]): Result<readonly LabelledText[], LabelledRefusal> => {
  const rows: LabelledText[] = [];
  for (const [i, line] of lines.entries()) {
    if (line.trim() === '') continue;
    const row = jsonRow(line, i);
    if (row === undefined) return refuse('labelled-row', { detail: String(i + 1) });
    rows.push(row);
  }
  return ok(rows);
};

const jsonRow = (line: string, i: number): LabelledText | undefined => {
  const { text, label, class_label, id } = objectOf(line);
  const isWorthy = labelOf(label ?? class_label);
  if (typeof text !== 'string' || isWorthy === undefined) return undefined;
  return { id: id === undefined ? String(i + 1) : String(id), text, isWorthy };
};

const objectOf = (line: string): Readonly<Record<string, unknown>> => {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
  } catch {
    return {};
  }
};

const labelOf = (label: unknown): boolean | undefined => {
  const word = String(label).trim().toLowerCase();
  if (['yes', 'true', '1'].includes(word)) return true;
  return ['no', 'false', '0'].includes(word) ? false : undefined;
};

const fromTable = (lines: readonly string[]): Result<readonly LabelledText[], LabelledRefusal> => {
  const names = (lines[0] ?? '').split('\t').map((name) => name.trim().toLowerCase());
  const textAt = names.findIndex((name) => /(^|_)text$/.test(name));
  const labelAt = names.findIndex((name) => name === 'class_label' || name === 'label');
  if (textAt < 0 || labelAt < 0) return refuse('labelled-columns');
  const rows: LabelledText[] = [];
  for (let i = 1; i < lines.length; i++) {
    let line = lines[i] ?? '';
    if (line.trim() === '') continue;
    // A quoted field with a line break inside: its line is short of fields, and the quote is still open.
    const opened = i;
    while (fieldsOf(line).length < names.length && /(^|\t)"/.test(line) && i + 1 < lines.length && i - opened < 100)
      line += `\n${lines[++i] ?? ''}`;
    const fields = fieldsOf(line);
    const isWorthy = labelOf(fields[labelAt]);
    if (isWorthy === undefined || fields.length !== names.length)
      return refuse('labelled-row', { detail: String(rows.length + 1) });
    rows.push({ id: fields[0] ?? '', text: fields[textAt] ?? '', isWorthy });
  }
  return ok(rows);
};

const fieldsOf = (line: string): readonly string[] =>
  line.split('\t').map((field) => {
    const inside = /^"(?:[^"]|"")*"$/.test(field) ? field.slice(1, -1) : undefined;
    return inside === undefined ? field : inside.replaceAll('""', '"');
  });
