// What a comment in an example promises.
import { parseSync } from 'oxc-parser';
import { isNode, type Node } from '../walls/parse.ts';

/** The text of the literal that a comment begins with; undefined where it begins otherwise, and is talk. */
export const literalIn = (comment: string): string | undefined =>
  [comment, comment.slice(0, comment.indexOf(';'))]
    .map((text) => text.trim())
    .find((text) => {
      const { program, errors } = parseSync('promise.js', `(${text})`, { preserveParens: false });
      const [only] = program.body as unknown as readonly Node[];
      return text !== '' && errors.length === 0 && only?.type === 'ExpressionStatement' && isLiteral(only.expression);
    });

const isLiteral = (x: unknown): boolean => {
  if (!isNode(x)) return false;
  if (x.type === 'Literal') return true;
  if (x.type === 'Identifier') return x.name === 'undefined';
  if (x.type === 'UnaryExpression') return x.operator === '-' && isLiteral(x.argument);
  if (x.type === 'ArrayExpression') return (x.elements as readonly unknown[]).every(isLiteral);
  if (x.type === 'ObjectExpression') return (x.properties as readonly Node[]).every((one) => isLiteral(one.value));
  return false;
};
