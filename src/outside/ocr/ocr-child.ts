// The process that reads pictures: decoders and Tesseract live and die here, away from the server and its database.
import { constants, setPriority } from 'node:os';
import type { Asked, Said } from './messages.ts';
import { preparePicture } from './prepare-picture.ts';
import { openTesseract, type Recogniser } from './tesseract.ts';
import { textOfPage } from './text-of-page.ts';

const memoryEveryMs = 100;

const say = (said: Said): void => void process.send?.(said);

// A terminal's Ctrl-C and a service manager's stop reach this process too; the server decides when it goes.
process.on('SIGINT', () => undefined);
process.on('SIGTERM', () => undefined);
process.on('disconnect', () => process.exit());

// Answering goes before reading pictures where both want the same processor.
setPriority(constants.priority.PRIORITY_BELOW_NORMAL);

const readPicture = async (picture: Uint8Array, recognise: Promise<Recogniser>): Promise<void> => {
  const told = setInterval(() => say({ kind: 'memory', bytes: process.memoryUsage.rss() }), memoryEveryMs);
  try {
    const prepared = await preparePicture(picture);
    const read = prepared.ok ? textOfPage(await (await recognise)(prepared.value)) : prepared;
    say({ kind: 'read', read });
  } finally {
    clearInterval(told);
  }
};

// A failure to load, and Tesseract breaking down, end this process: the server sees it go and takes another.
const recognise = openTesseract();
process.on('message', ({ picture }: Asked) => void readPicture(picture, recognise));
await recognise;
say({ kind: 'ready' });
