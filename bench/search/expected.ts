import type { Result } from '../../src/base/result.ts';

/** The value; a refusal ends the bench. */
export const expected = <T>(result: Result<T>): T => {
  if (result.ok) return result.value;
  throw new Error([result.error.code, result.error.field, result.error.detail].filter(Boolean).join(' '));
};
