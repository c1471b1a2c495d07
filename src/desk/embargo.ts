// The moment before which what two people agreed to is not public. Shared by the verbs that hand in.
import { parseInstant } from '../base/clock.ts';

/** A moment of RFC 3339; null for at once where nothing was typed, undefined for what is none. */
export const embargoOf = (typed: string): Date | null | undefined => (typed === '' ? null : parseInstant(typed));
