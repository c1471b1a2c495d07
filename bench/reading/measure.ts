// Reads pictures whose words are known, by the steps given, in this process: what came out, how sure, and how long it took.
import { allSteps, readPicture, type Steps } from '../../src/outside/ocr/read-picture.ts';
import type { Recognise } from '../../src/outside/ocr/recognised.ts';
import { wrongOf } from './errors.ts';
import type { ToRead } from './pictures.ts';

export type Measured = {
  readonly picture: ToRead;
  readonly text: string;
  /** 0 to 1; 0 where nothing was read. */
  readonly confidence: number;
  readonly wrong: number;
  readonly of: number;
  readonly names: number;
  readonly isSplitRight: boolean;
  readonly people: readonly {
    readonly left: number;
    readonly top: number;
    readonly width: number;
    readonly height: number;
  }[];
  readonly wallMs: number;
  readonly coreMs: number;
};

/** Without a gate unless one is given: the curve needs the bad readings, too. */
export const measured = async (
  picture: ToRead,
  recognise: Recognise,
  steps: Partial<Steps> = {},
): Promise<Measured> => {
  const [wall, core] = [performance.now(), process.cpuUsage()];
  const read = await readPicture(picture.bytes, recognise, { ...allSteps, gate: 0, ...steps });
  const used = process.cpuUsage(core);
  const text = read.ok ? read.value.text : '';
  return {
    picture,
    text,
    confidence: read.ok ? read.value.confidence : 0,
    ...wrongOf(text, picture.truth),
    names: picture.names.filter((name) => text.includes(name)).length,
    isSplitRight: read.ok && read.value.messages.length === picture.truth.length,
    people: read.ok ? read.value.people : [],
    wallMs: performance.now() - wall,
    coreMs: (used.user + used.system) / 1000,
  };
};

/** Wrong characters of all there are, in per cent. */
export const cer = (of: readonly Measured[]): number =>
  (100 * of.reduce((sum, one) => sum + one.wrong, 0)) /
  Math.max(
    1,
    of.reduce((sum, one) => sum + one.of, 0),
  );
