import type { Page, PageName } from './model.ts';

/** The data of one kind of page. */
export type PageOf<N extends PageName> = Extract<Page, { page: N }>;
