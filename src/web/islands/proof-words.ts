// Every sentence that verifying a proof in the browser can say; the page brings them along in its language.

export const stepNames = ['leaf', 'proof', 'signature', 'witnesses', 'newest', 'seen', 'page'] as const;
export type StepName = (typeof stepNames)[number];

/** What a step says: its name, and what came of it. */
export const stepWords = [
  ...(['leaf-fits', 'proof-fits', 'proof-unreadable', 'proof-other-leaf', 'proof-newer', 'proof-differs'] as const),
  ...(['signature-fits', 'signature-unable', 'signature-differs', 'witnesses-fits', 'witnesses-none'] as const),
  ...(['newest-fits', 'newest-unsigned', 'newest-differs'] as const),
  ...([
    'seen-first',
    'seen-fits',
    'seen-older',
    'seen-unkept',
    'seen-differs',
    'seen-shrank',
    'seen-other-key',
    'seen-other-log',
    'seen-rotated',
    'seen-garbled',
    'seen-unable',
    'seen-nothing',
  ] as const),
  ...([
    'page-fits',
    'page-erased',
    'page-unreadable',
    'page-differs',
    'page-other-title',
    'page-other-verdict',
    'page-other-claim',
    'page-words-fit',
    'page-text-fits',
    'page-other-words',
    'page-wordless',
  ] as const),
] as const satisfies readonly `${StepName}-${string}`[];
export type StepWord = (typeof stepWords)[number];

/** What is said around the steps. */
export const frameWords = [
  ...(['working', 'again', 'fits', 'partly', 'differs', 'newer', 'load-anew', 'away', 'strange'] as const),
  ...(['mark-fits', 'mark-noted', 'mark-differs'] as const),
  ...(['kept-away', 'kept-download', 'kept-anew', 'kept-before'] as const),
] as const;
export type FrameWord = (typeof frameWords)[number];
