import { bandsOf, sketchOf } from '../kit/text/index.ts';
import type { Keyed } from './world.ts';

/**
 * Where the look-alikes of a claim are found: the bands of its sketch under the instance's key, as 64-bit decimals, so
 * that without the key nobody can ask the database whether a guessed text came in. What was masked counts along.
 */
export const likenessOf = (keyed: Keyed, text: string, hidden: readonly string[]): readonly string[] =>
  bandsOf(sketchOf(text)).map((band) => {
    const hash = keyed('likeness', [band, ...hidden].join('\n'));
    return BigInt.asIntN(64, BigInt(`0x${hash.slice(0, 16)}`)).toString();
  });
