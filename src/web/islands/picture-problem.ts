// Why no text came back for a picture, told apart so that each is said in its own words.
export type PictureProblem = 'unavailable' | 'busy' | 'large' | 'noPicture' | 'nothing' | 'failed';

/** What the server's refusal means to whoever sent the file; `noPicture`: what was sent cannot be read as a picture at all. */
export const problemOf = (status: number, code: unknown): PictureProblem => {
  if (code === 'ocr-unavailable' || status === 404 || status === 501 || status === 503) return 'unavailable';
  if (code === 'ocr-busy' || status === 429) return 'busy';
  if (status === 413) return 'large';
  if (status === 415 || code === 'picture-not-readable') return 'noPicture';
  return status === 200 || status === 422 ? 'nothing' : 'failed';
};
