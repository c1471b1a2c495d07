// Runs an example and compares what its comments promise: `fold('Đ') // 'd'`.
import { stripTypeScriptTypes } from 'node:module';
import { parseSync } from 'oxc-parser';
import { isNode, type Node } from '../walls/parse.ts';
import type { Example } from './find-examples.ts';
import { literalIn } from './promise.ts';

/** What stands in the code, what it gave, and what was promised. */
export type Compared = {
  readonly line: number;
  readonly code: string;
  readonly actual: unknown;
  readonly promised: unknown;
};

/** Gives what an `import … from 'name'` of an example means. */
export type Resolve = (specifier: string) => Promise<Readonly<Record<string, unknown>>>;

type Statement = Node & { readonly end: number };

/**
 * Runs the code with the imports resolved and `scope` in reach. A value is promised by a comment right after a statement,
 * on its line or the next, that begins with a literal; a comparison without a comment promises to be true. Other comments
 * are talk.
 */
export const runExample = async (
  { path, line, code }: Example,
  resolve: Resolve,
  scope: Readonly<Record<string, unknown>>,
): Promise<readonly Compared[]> => {
  const plain = stripTypeScriptTypes(code);
  const { program, comments, errors } = parseSync('example.js', plain, { preserveParens: false });
  if (errors[0] !== undefined) throw new Error(`${path}:${line}: ${errors[0].message}`);
  const statements = program.body as unknown as readonly Statement[];
  const imported: Record<string, unknown> = {};
  let script = '';
  for (const [i, statement] of statements.entries()) {
    if (statement.type === 'ImportDeclaration') {
      Object.assign(imported, await importedBy(statement, resolve));
      continue;
    }
    const comment = comments.find(
      (c) => c.start >= statement.end && /^[ \t;]*\n?[ \t]*$/.test(plain.slice(statement.end, c.start)),
    );
    const isNext = comment !== undefined && comment.start < (statements[i + 1]?.start ?? Number.POSITIVE_INFINITY);
    const promised = isNext ? literalIn(comment.value) : undefined;
    script += `${withCheck(statement, plain, promised ?? truthOf(statement), i)}\n`;
  }
  const compared: Compared[] = [];
  const same = (at: number, actual: unknown, promised: unknown): void => {
    const statement = statements[at];
    const text = plain.slice(statement?.start, statement?.end);
    const lines = plain.slice(0, statement?.start).split('\n').length - 1;
    compared.push({ line: line + lines, code: text, actual, promised });
  };
  const reach = { ...scope, ...imported, same__: same };
  // A block of its own, so that an example may call a thing what something in reach is called.
  const run = new AsyncFunction(...Object.keys(reach), `"use strict"; { ${script} }`);
  await run(...Object.values(reach));
  return compared;
};

const AsyncFunction = (async () => undefined).constructor as new (
  ...text: string[]
) => (...given: unknown[]) => Promise<void>;

const importedBy = async (statement: Statement, resolve: Resolve): Promise<Readonly<Record<string, unknown>>> => {
  const module = await resolve(String((statement.source as { readonly value: unknown }).value));
  const names = (statement.specifiers as readonly Node[]).map((one) => {
    const [imported, local] = [one.imported, one.local].map((x) => (isNode(x) ? String(x.name) : ''));
    if (imported === undefined || !(imported in module)) throw new Error(`there is no ${imported} to import`);
    return [local, module[imported]];
  });
  return Object.fromEntries(names);
};

const truthOf = ({ type, expression }: Statement): string | undefined =>
  type === 'ExpressionStatement' && isNode(expression) && expression.type === 'BinaryExpression' ? 'true' : undefined;

const withCheck = (statement: Statement, plain: string, promised: string | undefined, at: number): string => {
  const text = plain.slice(statement.start, statement.end);
  if (promised === undefined) return text;
  if (statement.type === 'ExpressionStatement') return `same__(${at}, (${text.replace(/;$/, '')}), (${promised}));`;
  const [only, ...more] = (statement.declarations ?? []) as readonly Node[];
  if (only === undefined || more.length > 0 || !isNode(only.id) || only.id.type !== 'Identifier')
    throw new Error(`nothing to compare in ${text}`);
  return `${text}\nsame__(${at}, ${String(only.id.name)}, (${promised}));`;
};
