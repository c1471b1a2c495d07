// Reads a source file into what the rules ask about. TypeScript 7 has no parser to call, so oxc reads.
import { parseSync } from 'oxc-parser';
import type { SourceFile } from './house.ts';

/** A node of the syntax tree, seen plainly: its kind, where it starts, and its children by name. */
export type Node = { readonly type: string; readonly start: number; readonly [name: string]: unknown };

/** One import of any kind: static, re-export, dynamic, a type's `import('…')`, or a worker's `new URL('…', import.meta.url)`. */
export type Import = { readonly specifier: string | undefined; readonly line: number };

const trees = new WeakMap<SourceFile, readonly Node[]>();

/** All nodes of a file, outermost first. Throws where the file cannot be parsed. */
export const nodesOf = (file: SourceFile): readonly Node[] => {
  const known = trees.get(file);
  if (known !== undefined) return known;
  const { program, errors } = parseSync(file.path, file.text, { preserveParens: false });
  if (errors[0] !== undefined) throw new Error(`${file.path}: ${errors[0].message}`);
  const nodes: Node[] = [];
  gather(program, nodes);
  trees.set(file, nodes);
  return nodes;
};

export const isNode = (x: unknown): x is Node => typeof x === 'object' && x !== null && 'type' in x && 'start' in x;

const gather = (x: unknown, into: Node[]): void => {
  if (Array.isArray(x)) for (const one of x) gather(one, into);
  if (!isNode(x)) return;
  into.push(x);
  for (const child of Object.values(x)) if (typeof child === 'object') gather(child, into);
};

export const lineOf = (file: SourceFile, node: Node): number => file.text.slice(0, node.start).split('\n').length;

/** The name of an identifier, or the text of a string literal. */
export const nameOf = (x: unknown): string | undefined => {
  if (!isNode(x)) return undefined;
  return x.type === 'Identifier' ? (x.name as string) : textOf(x);
};

const textOf = (x: Node): string | undefined => {
  if (x.type === 'TemplateLiteral') return constantOf(x);
  return x.type === 'Literal' && typeof x.value === 'string' ? x.value : undefined;
};

const constantOf = (template: Node): string | undefined => {
  const [only, ...more] = template.quasis as readonly Node[];
  return more.length === 0 ? (only?.value as { cooked?: string } | undefined)?.cooked : undefined;
};

/** `a.b` and `a['b']` as `['a', 'b']`; longer chains by their last two names. */
export const memberOf = (
  node: Node,
): readonly [object: string | undefined, property: string | undefined] | undefined => {
  if (node.type !== 'MemberExpression') return undefined;
  const object = node.object;
  const inner = isNode(object) && object.type !== 'Identifier' ? lastOf(object) : nameOf(object);
  const property = node.property;
  if (node.computed === true && isNode(property) && property.type === 'Identifier') return [inner, undefined];
  return [inner, nameOf(property)];
};

const lastOf = (object: Node): string | undefined =>
  object.type === 'MetaProperty' ? nameOf(object.property) : memberOf(object)?.[1];

const withSource = [
  'ImportDeclaration',
  'ExportNamedDeclaration',
  'ExportAllDeclaration',
  'ImportExpression',
  'TSImportType',
];

/** Every import of a file; `specifier` is undefined for a dynamic one that cannot be read. */
export const importsOf = (file: SourceFile): readonly Import[] =>
  nodesOf(file).flatMap((node): readonly Import[] => {
    const line = lineOf(file, node);
    if (withSource.includes(node.type) && isNode(node.source)) return [{ specifier: textOf(node.source), line }];
    if (node.type === 'NewExpression' && nameOf(node.callee) === 'URL') return workerOf(node, line);
    return [];
  });

const workerOf = (node: Node, line: number): readonly Import[] => {
  const [address, against] = node.arguments as readonly Node[];
  const specifier = nameOf(address);
  const relative = isNode(against) && memberOf(against)?.[1] === 'url';
  return relative && specifier !== undefined && /\.(ts|tsx)$/.test(specifier) ? [{ specifier, line }] : [];
};
