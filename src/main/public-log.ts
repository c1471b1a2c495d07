// The public log of this process: reads all of it again now and then, and after that seals what waits. What it refuses is
// remembered, said in the log of the server, and tried again: once a person has mended it, it goes on by itself.
import { auditOwnLog, type Log, type OnStep, sealLeaves } from '../desk/index.ts';

/** How often everything is read again, and how soon after something was found wrong. */
const auditEveryMs = 3_600_000;
const lookAgainMs = 20_000;

type Parts = Pick<Log, 'rows' | 'files' | 'signers' | 'witnesses' | 'statements'>;

export const publicLog = (
  parts: Parts,
  tell: (line: Readonly<Record<string, unknown>>) => void,
  { now = () => performance.now(), onStep }: { readonly now?: () => number; readonly onStep?: OnStep } = {},
): Log => {
  let fault: ReturnType<Log['fault']>;
  let auditAt = Number.NEGATIVE_INFINITY;
  const found = (next: ReturnType<Log['fault']>): void => {
    if (next !== undefined && next.code !== fault?.code)
      tell({ level: 'error', what: 'the public log signs nothing', code: next.code, detail: next.detail });
    fault = next;
  };
  return {
    ...parts,
    fault: () => fault,
    seal: async () => {
      if (now() >= auditAt) {
        const audited = await auditOwnLog(parts);
        auditAt = now() + (audited.ok ? auditEveryMs : lookAgainMs);
        found(audited.ok ? undefined : audited.error);
      }
      if (fault !== undefined || !(await parts.rows.waiting())) return false;
      const sealed = await sealLeaves(parts, onStep);
      found(sealed.ok ? undefined : sealed.error);
      if (!sealed.ok) auditAt = now() + lookAgainMs;
      return sealed.ok;
    },
  };
};
