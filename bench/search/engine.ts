// What every engine under test must do, and what they share.
import type { SearchDoc, SearchText } from '../../src/kit/search/index.ts';

/** One engine in one configuration. `used` says in words what was used of it. */
export type Engine = {
  readonly name: string;
  readonly used: string;
  readonly open: (lang: 'en' | 'vi') => Opened | Promise<Opened>;
};

export type Opened = {
  readonly put: (doc: SearchDoc) => void;
  /** Finishes what is left to do before the first question. */
  readonly ready?: () => Promise<void> | void;
  readonly find: (query: string, most: number) => readonly string[] | Promise<readonly string[]>;
  /** What the engine holds, in bytes, where that does not lie in the memory of this process. */
  readonly bytes?: () => number | Promise<number>;
  readonly close?: () => Promise<void> | void;
};

/** The texts of one kind, as one. */
export const textOf = (doc: SearchDoc, kind: SearchText['kind']): string =>
  doc.texts
    .filter((text) => text.kind === kind)
    .map((text) => text.text)
    .join(' ');

/** What an application would do for Vietnamese before handing a text to an engine that only knows Unicode. */
export const bareLetters = (text: string): string =>
  text.toLowerCase().normalize('NFD').replace(/\p{M}/gu, '').replaceAll('đ', 'd');

/** The different words of a question, for engines whose query language wants them one by one. */
export const wordsIn = (query: string): readonly string[] => [
  ...new Set(query.toLowerCase().match(/[\p{L}\p{M}\p{N}]+/gu) ?? []),
];
