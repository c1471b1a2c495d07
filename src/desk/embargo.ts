// The moment before which what two people agreed to is not public. Shared by the verbs that hand in.

/** A moment in ISO 8601 (UTC); null for at once where nothing was typed, undefined for what is none. */
export const embargoOf = (typed: string): Date | null | undefined => {
  if (typed === '') return null;
  const at = new Date(typed);
  // Years of other lengths are written in a way that a database does not read.
  return Number.isNaN(at.getTime()) || !/^\d{4}-/.test(at.toISOString()) ? undefined : at;
};
