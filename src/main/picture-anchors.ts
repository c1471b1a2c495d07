// Whom to trust to say where a picture comes from: certificates in a file that the operator names.
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { SettingProblem } from './setting-problem.ts';

const where = 'SANGTO_PICTURE_ANCHORS';

/** The certificates (PEM), null where none are named: then every signer is nobody's. What cannot be used is told. */
export const pictureAnchorsOf = (given: string, cwd: string, problems: SettingProblem[]): string | null => {
  if (given === '') return null;
  const path = resolve(cwd, given);
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch {
    problems.push({ where, problem: `${path} cannot be read`, fix: 'the path of a file with certificates (PEM)' });
    return null;
  }
  if (text.includes('-----BEGIN CERTIFICATE-----')) return text;
  problems.push({ where, problem: `there is no certificate in ${path}`, fix: 'a file with certificates (PEM)' });
  return null;
};
