// What a look at a log can end with, and the exit code of each: whatever runs the watch can tell them apart.
import type { Refusal } from '../base/result.ts';

/** Exit codes of `sangto log watch`; they are documented, so none ever changes. */
export const watchExits = {
  fine: 0,
  /** A signature is wrong, missing, or of something that is no checkpoint of this log. */
  signature: 10,
  /** Fewer leaves than before. */
  shrank: 11,
  /** Another tree than the one that was kept: the past was changed, or two stories are told. */
  forked: 12,
  /** Files that the checkpoint needs are gone or do not belong to it. */
  files: 13,
  /** A witness that was named has not signed. */
  witness: 14,
  /** Nothing new was signed for longer than allowed. */
  stale: 15,
  /** What readers are shown is not what was logged. */
  pages: 16,
  unreachable: 69,
} as const;

export type WatchKind = keyof typeof watchExits;

/** Waiting may mend these; the others are told, and the watch ends with its code. */
export const passes = (kind: WatchKind): boolean => kind === 'fine' || kind === 'unreachable' || kind === 'stale';

/** What is laid down, so that it can be shown to others also after the site was put right again. What may pass by itself is not. */
export const isEvidence = (kind: WatchKind): boolean => !passes(kind);

const kinds: Readonly<Record<string, WatchKind>> = {
  'log-shrank': 'shrank',
  'log-forked': 'forked',
  'log-stale': 'stale',
  'log-away': 'unreachable',
  'checkpoint-missing': 'unreachable',
  'fetch-too-large': 'files',
  'witness-missing': 'witness',
  'page-differs': 'pages',
  'page-gone': 'pages',
  'page-unlogged': 'pages',
  'pages-away': 'unreachable',
};

/** The kind a refusal belongs to. */
export const kindOf = ({ code }: Refusal): WatchKind =>
  kinds[code] ?? (/^(note|checkpoint|key)-/.test(code) ? 'signature' : 'files');
