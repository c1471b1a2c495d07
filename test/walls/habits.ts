// Names, sizes, exports and tests: the small habits that keep the house readable.
import { type Fault, isCode, isTest, type SourceFile } from './house.ts';
import { isNode, lineOf, memberOf, type Node, nameOf, nodesOf } from './parse.ts';

const wall = 400;

/** Every file of code or style longer than 400 lines. Long tables go to JSON, and SQL tells its story in one piece. */
export const lengthFaults = (files: readonly SourceFile[]): readonly Fault[] =>
  files
    .filter(({ path }) => isCode(path) || path.endsWith('.css'))
    .map(({ path, text }) => ({ path, lines: text.replace(/\n$/, '').split('\n').length }))
    .filter(({ lines }) => lines > wall)
    .map(({ path, lines }) => ({ path, line: wall + 1, what: `has ${lines} lines; ${wall} is the wall` }));

const sayNothing = /(^|-)(utils?|helpers?|common|misc|managers?)$/;
const kebab = /^[a-z0-9]+(-[a-z0-9]+)*$/;

/** Every folder or file of code or style whose name is not kebab-case, or says nothing. */
export const nameFaults = (files: readonly SourceFile[]): readonly Fault[] =>
  files
    .filter(({ path }) => isCode(path) || path.endsWith('.css'))
    .flatMap(({ path }) => {
      const parts = path
        .split('/')
        .map((part) => part.replace(/((\.test|\.d|\.config|\.server|\.client)*\.(ts|tsx|mjs|css))$/, ''));
      const odd = parts.find((part) => !kebab.test(part));
      if (odd !== undefined) return [{ path, line: 1, what: `${odd} is not kebab-case` }];
      const empty = parts.find((part) => sayNothing.test(part));
      return empty === undefined ? [] : [{ path, line: 1, what: `${empty} does not say what is inside` }];
    });

/** Every default export in `src/`. */
export const defaultFaults = (files: readonly SourceFile[]): readonly Fault[] =>
  files
    .filter(({ path }) => path.startsWith('src/'))
    .flatMap((file) =>
      nodesOf(file)
        .filter((node) => node.type === 'ExportDefaultDeclaration' || isDefault(node))
        .map((node) => ({ path: file.path, line: lineOf(file, node), what: 'exports a default; exports have names' })),
    );

const isDefault = (node: Node): boolean => node.type === 'ExportSpecifier' && nameOf(node.exported) === 'default';

const roots = ['test', 'it', 'describe', 'suite'];
// `runIf` is none: some things can only be tried as root, or on Linux.
const excuses = ['skip', 'only', 'todo', 'skipIf', 'fails'];

/** Every test that is left out, left over, or left for later. */
export const skipFaults = (files: readonly SourceFile[]): readonly Fault[] =>
  files
    .filter(({ path }) => isTest(path))
    .flatMap((file) =>
      nodesOf(file).flatMap((node) => {
        const excuse = excuseOf(node);
        return excuse === undefined
          ? []
          : [{ path: file.path, line: lineOf(file, node), what: `${excuse}: every test runs` }];
      }),
    );

const excuseOf = (node: Node): string | undefined => {
  if (node.type !== 'CallExpression' && node.type !== 'MemberExpression') return undefined;
  if (node.type === 'MemberExpression') {
    const [, property] = memberOf(node) ?? [];
    return excuses.includes(property ?? '') && roots.includes(rootOf(node) ?? '') ? `.${property}` : undefined;
  }
  const callee = node.callee;
  const called = nameOf(callee);
  // `t.skip()` inside a test, whatever the context is called.
  const property = isNode(callee) && callee.type === 'MemberExpression' ? memberOf(callee)?.[1] : undefined;
  if (property === 'skip' && (node.arguments as readonly Node[]).length <= 1 && !roots.includes(rootOf(callee) ?? ''))
    return '.skip()';
  if (called !== undefined && /^x(it|test|describe)$/.test(called)) return called;
  return roots.includes(rootOf(callee) ?? called ?? '') ? optionOf(node) : undefined;
};

const rootOf = (x: unknown): string | undefined => {
  if (!isNode(x)) return undefined;
  if (x.type === 'MemberExpression') return rootOf(x.object);
  return x.type === 'CallExpression' ? rootOf(x.callee) : nameOf(x);
};

// `test('…', { skip: true }, …)`
const optionOf = (call: Node): string | undefined =>
  (call.arguments as readonly Node[])
    .filter((argument) => argument.type === 'ObjectExpression')
    .flatMap((options) => (options.properties as readonly Node[]).map((one) => nameOf(one.key)))
    .find((name) => name !== undefined && excuses.includes(name));
