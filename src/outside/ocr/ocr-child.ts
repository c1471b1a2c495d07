// The process that reads pictures: decoders and Tesseract live and die here, away from the server and its database.
import { serveTasks } from '../child/index.ts';
import type { Read } from './messages.ts';
import { preparePicture } from './prepare-picture.ts';
import { openTesseract } from './tesseract.ts';
import { textOfPage } from './text-of-page.ts';

const recognise = openTesseract();

await serveTasks(async (picture: Uint8Array): Promise<Read> => {
  const prepared = await preparePicture(picture);
  return prepared.ok ? textOfPage(await (await recognise)(prepared.value)) : prepared;
}, recognise);
