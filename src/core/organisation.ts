import type { UiLang } from '../base/lang.ts';

/** Who runs this instance, as the public may read it. Texts are Markdown, per interface language. */
export type Organisation = {
  readonly name: string;
  /** One fixed public origin, without a slash at the end: `https://example.org`. Never taken from a request. */
  readonly origin: string;
  readonly languages: readonly UiLang[];
  readonly contact: string | null;
  readonly licence: string;
  /** The sample organisation of the demo content; every page says so. */
  readonly demo: boolean;
  /** Policy pages the operator wrote; a missing one falls back to the text Sangto ships. */
  readonly statements: { readonly [page in StatementPage]?: Readonly<Partial<Record<UiLang, string>>> };
};

export const statementPages = ['about', 'method', 'funding', 'corrections', 'privacy'] as const;
export type StatementPage = (typeof statementPages)[number];
