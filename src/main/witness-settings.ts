// The witnesses that are asked to sign our log: who they are stands on the public page, so whose they are is a setting too.
import { z } from 'zod';
import type { NamedWitness } from '../desk/index.ts';
import { parseVerifierKey } from '../kit/tlog/index.ts';
import type { SettingProblem } from './setting-problem.ts';

export const witnessesShape = z
  .array(
    z.strictObject({
      url: z.string().max(2000),
      vkey: z.string().max(4096),
      organisation: z.string().min(1).max(200),
      country: z.string(),
    }),
  )
  .max(16);

const where = 'SANGTO_WITNESSES';

/** Reads the list, from the environment as JSON or from the settings file; tells everything that is wrong with it. */
export const witnessesOf = (
  given: string | undefined,
  inFile: z.infer<typeof witnessesShape> | undefined,
  problems: SettingProblem[],
): readonly NamedWitness[] => {
  const listed = given === undefined || given === '' ? (inFile ?? []) : listIn(given, problems);
  const seen = new Set<string>();
  return listed.flatMap(({ url, vkey, organisation, country }, i) => {
    const wrong = (problem: string, fix: string): readonly NamedWitness[] => {
      problems.push({ where, problem: `witness ${i + 1}: ${problem}`, fix });
      return [];
    };
    const address = URL.parse(url);
    if (address === null || !/^https?:$/.test(address.protocol) || address.username !== '' || address.search !== '')
      return wrong(`"${url}" is no address`, 'for example https://witness.example.org, without /add-checkpoint');
    const key = parseVerifierKey(vkey.trim());
    if (!key.ok || key.value.type !== 0x04)
      return wrong('its vkey is no key of a witness', 'the line that the witness gives: name+id+base64');
    if (!/^[A-Z]{2}$/.test(country))
      return wrong(`"${country}" is no country`, 'two capitals, such as VN (ISO 3166-1)');
    if (seen.has(vkey.trim())) return wrong('is named twice', 'once is enough: a key counts once');
    seen.add(vkey.trim());
    return [{ url: address.href.replace(/\/+$/, ''), key: key.value, organisation, country }];
  });
};

const listIn = (text: string, problems: SettingProblem[]): z.infer<typeof witnessesShape> => {
  const fix =
    '[{"url": "https://witness.example.org", "vkey": "name+id+base64", "organisation": "…", "country": "VN"}]';
  try {
    const read = witnessesShape.safeParse(JSON.parse(text));
    if (read.success) return read.data;
    const [issue] = read.error.issues;
    problems.push({ where, problem: `${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}`.trim(), fix });
  } catch {
    problems.push({ where, problem: 'is not JSON', fix });
  }
  return [];
};
