// Tesseract with Vietnamese and English, from files of our own packages: nothing is fetched, nothing is written.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { createWorker, OEM, type Page, PSM } from 'tesseract.js';

/** The language data packages' files: the LSTM models with whole numbers, a third in size and as good on screenshots. */
export const languageFiles = (): { readonly vie: string; readonly eng: string } => {
  const require = createRequire(import.meta.url);
  return {
    vie: require.resolve('@tesseract.js-data/vie/4.0.0_best_int/vie.traineddata.gz'),
    eng: require.resolve('@tesseract.js-data/eng/4.0.0_best_int/eng.traineddata.gz'),
  };
};

/** Local in every part: `langPath` is a folder, never an address, and nothing is cached on disk. */
export const workerOptions = (files: ReturnType<typeof languageFiles>) => ({
  langPath: dirname(files.vie),
  gzip: true,
  cacheMethod: 'none',
});

export type Recogniser = (pgm: Buffer) => Promise<Page>;

/**
 * Loads both languages and gives what reads a prepared picture. Throws when the data is missing or damaged, and when
 * the engine breaks: it is not to be used after that.
 */
export const openTesseract = async (): Promise<Recogniser> => {
  const files = languageFiles();
  const english = gunzipSync(readFileSync(files.eng));
  const worker = await new Promise<Awaited<ReturnType<typeof createWorker>>>((opened, failed) => {
    // Without a handler of errors, a failure to load is thrown where nobody can catch it, and the promise never ends.
    const errorHandler = (error: unknown) => failed(new Error(String(error)));
    createWorker('vie', OEM.LSTM_ONLY, { ...workerOptions(files), errorHandler }).then(opened, failed);
  });
  // The package loads both languages from one folder only; ours lie in two. So the second one is handed over, and
  // Vietnamese asks Tesseract for it as a further language, which is what "vie+eng" comes to.
  await worker.FS('writeFile', [basename(files.eng, '.gz'), english]);
  await worker.reinitialize('vie', OEM.LSTM_ONLY, 'tessedit_load_sublangs eng');
  await worker.setParameters({ tessedit_pageseg_mode: PSM.AUTO });
  return async (pgm) => (await worker.recognize(pgm, {}, { blocks: true, text: false })).data;
};
