// The process that reads pictures: decoders and Tesseract live and die here, away from the server and its database.
import { constants, setPriority } from 'node:os';
import { blurPlaces } from './blur-people.ts';
import type { Asked, Said } from './messages.ts';
import { readPicture } from './read-picture.ts';
import type { Recognise } from './recognised.ts';
import { openTesseract } from './tesseract.ts';

const memoryEveryMs = 100;

const say = (said: Said): void => void process.send?.(said);

// A terminal's Ctrl-C and a service manager's stop reach this process too; the server decides when it goes.
process.on('SIGINT', () => undefined);
process.on('SIGTERM', () => undefined);
process.on('disconnect', () => process.exit());

// Answering goes before reading pictures where both want the same processor.
setPriority(constants.priority.PRIORITY_BELOW_NORMAL);

const answer = async ({ picture, blur }: Asked, recognise: Recognise): Promise<void> => {
  const told = setInterval(() => say({ kind: 'memory', bytes: process.memoryUsage.rss() }), memoryEveryMs);
  try {
    const read = blur === undefined ? await readPicture(picture, recognise) : await blurPlaces(picture, blur);
    say({ kind: 'read', read });
  } finally {
    clearInterval(told);
  }
};

// A failure to load, and Tesseract breaking down, end this process: the server sees it go and takes another.
const opened = openTesseract();
const recognise: Recognise = async (pgm, lang, layout) => (await opened)(pgm, lang, layout);
process.on('message', (asked: Asked) => void answer(asked, recognise));
await opened;
say({ kind: 'ready' });
