/** The scale, best first. The words are the product's own; foreign words enter only through `ratings.json`. */
export const scale = ['true', 'mostly-true', 'mixed', 'missing-context', 'misleading', 'false'] as const;

/** Verdicts that have no place in the order and therefore never a number. */
export const offScale = ['altered', 'satire', 'unproven', 'denied-by-party'] as const;

export const verdicts = [...scale, ...offScale] as const;

export type Verdict = (typeof verdicts)[number];

export const isVerdict = (text: string): text is Verdict => (verdicts as readonly string[]).includes(text);
