// A verb never calls a verb. Verbs are the files of desk/ named for a function that desk/index.ts gives out.
import { type Fault, isTest, leadsTo, type SourceFile } from './house.ts';
import { importsOf, isNode, nameOf, nodesOf } from './parse.ts';

const door = 'src/desk/index.ts';

/** The paths of the verbs, read off the front door. */
export const verbsOf = (files: readonly SourceFile[]): ReadonlySet<string> => {
  const index = files.find((file) => file.path === door);
  if (index === undefined) return new Set();
  return new Set(
    nodesOf(index)
      .filter((node) => node.type === 'ExportSpecifier' && node.exportKind !== 'type')
      .flatMap((node) => (isNode(node.exported) ? [nameOf(node.exported) ?? ''] : []))
      .map((name) => `src/desk/${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}.ts`)
      .filter((path) => files.some((file) => file.path === path)),
  );
};

/** Every file of desk/ that gets hold of a verb: another verb, or the front door from inside. Tests may. */
export const verbFaults = (files: readonly SourceFile[]): readonly Fault[] => {
  const verbs = verbsOf(files);
  const inside = files.filter(({ path }) => path.startsWith('src/desk/') && path !== door && !isTest(path));
  return inside.flatMap((file) =>
    importsOf(file).flatMap(({ specifier, line }) => {
      const target = specifier === undefined ? undefined : leadsTo(file.path, specifier);
      if (target === undefined || !(verbs.has(target) || target === door)) return [];
      const what = verbs.has(file.path) ? 'a verb never calls a verb' : 'what verbs share knows no verb';
      return [{ path: file.path, line, what: `imports ${target}: ${what}` }];
    }),
  );
};
