/** A slug, or the last word of the address of a check's page; null where none was typed. */
export const slugTyped = (given: string): string | null => {
  const last = given.trim().split(/[?#]/)[0]?.replace(/\/+$/, '').split('/').at(-1) ?? '';
  return last === '' ? null : last;
};
