import type { Evidence, Stance } from './evidence.ts';

/** The organisation's published scale, from most to least true. Labels may be renamed, the order may not. */
export const scale = ['true', 'mostly-true', 'mixed', 'missing-context', 'misleading', 'false'] as const;
/** Conclusions that stand beside the scale. */
export const offScale = ['altered', 'satire', 'unproven', 'denied-by-party'] as const;
export const verdicts = [...scale, ...offScale] as const;

export type Verdict = (typeof verdicts)[number];

export const isVerdict = (text: string): text is Verdict => (verdicts as readonly string[]).includes(text);

/** Place on the scale, 1 (false) to 6 (true); undefined off the scale, where a number would say something nobody concluded. */
export const scaleValue = (verdict: Verdict): number | undefined => {
  const at = (scale as readonly string[]).indexOf(verdict);
  return at < 0 ? undefined : scale.length - at;
};

/**
 * What somebody independent must say, at least once, before a verdict may be given: one of these stances. `false` needs a
 * source that refutes; `misleading` also stands on one that gives what was left out; `true` and `mostly-true` need one that
 * supports. The others say themselves what is open, or lie off the scale. The database holds the same table
 * (`verdict_stands_on`).
 */
export const stancesNeeded = (verdict: Verdict): readonly Stance[] => {
  switch (verdict) {
    case 'false':
      return ['refutes'];
    case 'misleading':
      return ['refutes', 'context'];
    case 'true':
    case 'mostly-true':
      return ['supports'];
    default:
      return [];
  }
};

/** What a verdict lacks: anybody independent at all, or an independent source that says what it has to. */
export type EvidenceLack =
  | 'verdict-needs-independent-evidence'
  | 'verdict-needs-refuting-evidence'
  | 'verdict-needs-context-evidence'
  | 'verdict-needs-supporting-evidence';

/** The first thing that a verdict lacks on this evidence; undefined where it stands. */
export const evidenceLacking = (
  verdict: Verdict,
  evidence: readonly Pick<Evidence, 'stance' | 'interest'>[],
): EvidenceLack | undefined => {
  const needed = stancesNeeded(verdict);
  if (needed.length === 0) return undefined;
  const independent = evidence.filter(({ interest }) => interest === 'independent');
  if (independent.length === 0) return 'verdict-needs-independent-evidence';
  if (independent.some(({ stance }) => needed.includes(stance))) return undefined;
  if (needed.includes('supports')) return 'verdict-needs-supporting-evidence';
  return needed.includes('context') ? 'verdict-needs-context-evidence' : 'verdict-needs-refuting-evidence';
};
