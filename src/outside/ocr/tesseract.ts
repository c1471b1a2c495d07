// Tesseract with Vietnamese and English, from files of our own packages: nothing is fetched, nothing is written.
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { createWorker, OEM, PSM, type Worker } from 'tesseract.js';
import type { Layout, ReadLang, Recognise } from './recognised.ts';

/** The language data packages' files: the LSTM models with whole numbers, a third in size and as good on screenshots. */
export const languageFiles = (): Readonly<Record<ReadLang, string>> => {
  const require = createRequire(import.meta.url);
  return {
    vie: require.resolve('@tesseract.js-data/vie/4.0.0_best_int/vie.traineddata.gz'),
    eng: require.resolve('@tesseract.js-data/eng/4.0.0_best_int/eng.traineddata.gz'),
  };
};

/** Local in every part: `langPath` is a folder, never an address, and nothing is cached on disk. */
export const workerOptions = (file: string) => ({ langPath: dirname(file), gzip: true, cacheMethod: 'none' });

const layouts: Readonly<Record<Layout, PSM>> = {
  page: PSM.AUTO,
  column: PSM.SINGLE_COLUMN,
  block: PSM.SINGLE_BLOCK,
};

/**
 * Loads Vietnamese, and English when it is first asked for; gives what reads a prepared picture. Throws when the data is
 * missing or damaged, and when the engine breaks: it is not to be used after that.
 */
export const openTesseract = async (): Promise<Recognise> => {
  const files = languageFiles();
  const vietnamese = await open('vie', files.vie);
  let english: Promise<Worker> | undefined;
  return async (pgm, lang, layout) => {
    if (lang === 'eng') english ??= open('eng', files.eng);
    const engine = lang === 'eng' && english !== undefined ? await english : vietnamese;
    await engine.setParameters({ tessedit_pageseg_mode: layouts[layout] });
    const { data } = await engine.recognize(pgm, {}, { blocks: true, text: false });
    return (data.blocks ?? []).flatMap(({ paragraphs }) => paragraphs);
  };
};

const open = (lang: ReadLang, file: string): Promise<Worker> =>
  new Promise((opened, failed) => {
    // Without a handler of errors, a failure to load is thrown where nobody can catch it, and the promise never ends.
    const errorHandler = (error: unknown) => failed(new Error(String(error)));
    createWorker(lang, OEM.LSTM_ONLY, { ...workerOptions(file), errorHandler }).then(opened, failed);
  });
