import type { Member } from '../../../desk/index.ts';

/** Whoever looks at a page of the desk, with how many remarks speak to them that they have not seen. */
export type Present = Member & { readonly mentions: number };

/** What is the same on every page of the desk. */
export type AtDesk = { readonly member: Present };
