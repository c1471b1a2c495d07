// The process that reads pictures: a decoder of untrusted files and a recogniser, away from the server and its database.
import { serveTasks } from '../child/index.ts';
import { blurPlaces } from './blur-people.ts';
import type { Asked, Read } from './messages.ts';
import { allSteps, readPicture } from './read-picture.ts';
import type { Recognise } from './recognised.ts';
import { openTesseract } from './tesseract.ts';

const opened = openTesseract();
const recognise: Recognise = async (pgm, lang, layout) => (await opened)(pgm, lang, layout);

await serveTasks(
  ({ picture, blur }: Asked, askRoom): Promise<Read> =>
    blur === undefined ? readPicture(picture, recognise, allSteps, askRoom) : blurPlaces(picture, blur, askRoom),
  opened,
);
