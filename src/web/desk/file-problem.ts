// Why a file of evidence is not given out, as both doors say it.
import type { FileNotShown } from '../../desk/index.ts';
import type { Problem } from '../problem.ts';

export const fileProblem = ({ code }: FileNotShown): Problem =>
  code === 'picture-waits' ? { code: 'rate-limited', retryAfter: 10 } : { code };
