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

/** `false` and `misleading` need evidence from someone who is neither the party concerned nor ourselves. */
export const needsIndependentEvidence = (verdict: Verdict): boolean => verdict === 'false' || verdict === 'misleading';
