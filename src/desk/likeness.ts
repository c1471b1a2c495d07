import { bandsOf, sketchOf } from '../kit/text/index.ts';
import type { Keyed } from './world.ts';

/**
 * Where the look-alikes of a claim are found: the bands of its sketch under the instance's key, as 64-bit decimals, so
 * that without the key nobody can ask the database whether a guessed text came in. What was masked counts along.
 */
export const likenessOf = (keyed: Keyed, text: string, hidden: readonly string[]): readonly string[] =>
  keyedBands(
    keyed,
    bandsOf(sketchOf(text)).map((band) => [band, ...hidden].join('\n')),
  );

/** Any bands, under the instance's key. */
export const keyedBands = (keyed: Keyed, bands: readonly string[]): readonly string[] =>
  bands.map((band) => BigInt.asIntN(64, BigInt(`0x${keyed('likeness', band).slice(0, 16)}`)).toString());
