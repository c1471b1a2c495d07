// Clock, chance and settings are read in main/ alone; everybody else is handed them.
import { type Fault, isTest, placeOf, type SourceFile } from './house.ts';
import { isNode, lineOf, memberOf, type Node, nameOf, nodesOf } from './parse.ts';

type Kind = 'clock' | 'dice' | 'secret' | 'settings';

const members: { readonly [chain: string]: Kind } = {
  'Date.now': 'clock',
  'Math.random': 'dice',
  'process.env': 'settings',
  'meta.env': 'settings',
};
const names: { readonly [name: string]: Kind } = {
  randomUUID: 'secret',
  getRandomValues: 'secret',
  randomBytes: 'secret',
  randomInt: 'secret',
  randomFillSync: 'secret',
};

/** Every reading of clock, chance, ids or settings outside `src/main/`, and the few exceptions of `mayRead`. */
export const chanceFaults = (files: readonly SourceFile[]): readonly Fault[] =>
  files.flatMap((file) => {
    const may = mayRead(file.path);
    return nodesOf(file).flatMap((node) =>
      readingsOf(node)
        .filter(([kind]) => !may.includes(kind))
        .map(([, name]) => ({
          path: file.path,
          line: lineOf(file, node),
          what: `reads ${name}, which only main/ does`,
        })),
    );
  });

const everything: readonly Kind[] = ['clock', 'dice', 'secret', 'settings'];

// An island runs in the reader's browser, where there is no main/ to hand it the time or a fresh key; dice and settings
// it has no use for. Tests of floor five and six meet real processes, so they need real deadlines, names and environments;
// tests of the pure floors below take the time as an argument like the rules they test.
const mayRead = (path: string): readonly Kind[] => {
  const place = placeOf(path);
  if (place === undefined || place.room === 'main') return everything;
  if (isTest(path)) return place.floor >= 5 ? everything : [];
  return path.startsWith('src/web/islands/') ? ['clock', 'secret'] : [];
};

const readingsOf = (node: Node): readonly (readonly [Kind, string])[] => {
  if (node.type === 'MemberExpression') return ofMember(memberOf(node) ?? [undefined, undefined]);
  if (node.type === 'NewExpression' || node.type === 'CallExpression') return ofCall(node);
  if (node.type === 'ImportDeclaration') return ofImport(node);
  return node.type === 'VariableDeclarator' ? ofPattern(node) : [];
};

const ofMember = ([object, property]: readonly [string | undefined, string | undefined]) => {
  if (property === undefined) return [];
  const kind = Object.hasOwn(names, property) ? names[property] : members[`${object}.${property}`];
  return kind === undefined
    ? []
    : [[kind, Object.hasOwn(names, property) ? property : `${object}.${property}`] as const];
};

// `new Date()` and `Date()` read the clock; with an argument they only convert.
const ofCall = (node: Node) => {
  const empty = (node.arguments as readonly Node[]).length === 0;
  const bare = node.type === 'CallExpression';
  return nameOf(node.callee) === 'Date' && (empty || bare) ? [['clock', bare ? 'Date()' : 'new Date()'] as const] : [];
};

const ofImport = (node: Node) => {
  const from = nameOf(node.source)?.replace(/^node:/, '') ?? '';
  if (from !== 'crypto' && from !== 'process') return [];
  const found = (node.specifiers as readonly Node[]).map((one) => nameOf(one.imported) ?? '');
  return found.flatMap((name) => ofMember([from, name]));
};

// `const { now } = Date` and the like.
const ofPattern = (node: Node) => {
  const pattern = node.id;
  const value = node.init;
  if (!isNode(pattern) || pattern.type !== 'ObjectPattern' || !isNode(value)) return [];
  const object = nameOf(value) ?? memberOf(value)?.[1];
  return (pattern.properties as readonly Node[]).flatMap((one) => ofMember([object, nameOf(one.key)]));
};
