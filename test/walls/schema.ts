// Reads tables, columns and indexes from the migrations' SQL, as far as promises are asked of them.

/** A column: its table, its name, and the rest of its line in lower case (type first). */
export type Column = { readonly table: string; readonly name: string; readonly type: string };

/** The columns and the index statements that plain SQL migrations leave, dropped columns and tables included. */
export const readSchema = (
  sql: string,
): { readonly columns: readonly Column[]; readonly indexes: readonly string[] } => {
  const plain = sql.replace(/--.*$/gm, '').replace(/\s+/g, ' ').toLowerCase();
  const columns: Column[] = [];
  for (const made of plain.matchAll(/create table (?:if not exists )?"?([a-z0-9_.]+)"? ?\(/g))
    for (const part of partsFrom(plain, made.index + made[0].length)) columns.push(...columnOf(made[1] ?? '', part));
  for (const [, table = '', changes = ''] of plain.matchAll(
    /alter table (?:if exists )?(?:only )?"?([a-z0-9_.]+)"? ([^;]+)/g,
  ))
    for (const part of partsFrom(`${changes})`, 0)) {
      const added = /^add (?:column )?(?:if not exists )?(.+)$/.exec(part)?.[1];
      const renamed = /^rename (?:column )?"?[a-z0-9_]+"? to ("?[a-z0-9_]+"?)$/.exec(part)?.[1];
      const table2 = /^rename to "?([a-z0-9_]+)"?$/.exec(part)?.[1];
      if (added !== undefined) columns.push(...columnOf(table, added));
      if (renamed !== undefined) columns.push(...columnOf(table, `${renamed} renamed`));
      if (table2 !== undefined) columns.push({ table: table2, name: '', type: 'renamed' });
    }
  return { columns, indexes: [...plain.matchAll(/create (?:unique )?index [^;]+/g)].map(([text]) => text) };
};

const notColumns = /^(constraint|primary|unique|check|foreign|exclude|like)\b/;

const columnOf = (table: string, part: string): readonly Column[] => {
  const [, name, type] = /^"?([a-z0-9_]+)"? (.+)$/.exec(part) ?? [];
  return name === undefined || type === undefined || notColumns.test(part) ? [] : [{ table, name, type }];
};

// The parts between commas from `start` up to the bracket that closes, quotes and inner brackets respected.
const partsFrom = (text: string, start: number): readonly string[] => {
  const parts: string[] = [];
  let depth = 0;
  let quoted = false;
  let from = start;
  for (let i = start; i < text.length; i += 1) {
    const c = text[i];
    if (c === "'") quoted = !quoted;
    if (quoted) continue;
    if (c === '(') depth += 1;
    if (c === ',' && depth === 0) {
      parts.push(text.slice(from, i).trim());
      from = i + 1;
    }
    if (c === ')') depth -= 1;
    if (depth < 0) return [...parts, text.slice(from, i).trim()];
  }
  return parts;
};
