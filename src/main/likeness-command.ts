// sangto likeness: hashes of pictures, and which of a list are near. No instance, no database, no server.
import type { Command } from 'commander';
import { InvalidArgumentError } from 'commander';

/** Adds `likeness` and its two doors. Each is loaded when it is asked for. */
export const addLikenessCommands = (program: Command): void => {
  const likeness = program
    .command('likeness')
    .description('recognise pictures by their PDQ hashes; nothing is stored, no instance is needed')
    .addHelpText('after', formats);

  likeness
    .command('hash')
    .description('one JSON line for each picture: {file, width, height, hash, quality, dihedral}')
    .argument('<files...>', 'JPEG, PNG, WebP, GIF (first frame) or AVIF, up to 100 MB and 40 million pixels')
    .option('--json', 'refusals as JSON too')
    .addHelpText('after', hashHelp)
    .action(async (files: readonly string[], flags: { readonly json?: boolean }) => {
      process.exitCode = await (await import('./likeness-hash.ts')).likenessHashCommand(files, flags);
    });

  likeness
    .command('near')
    .description('for each hash of one list, those of another within a radius')
    .requiredOption('--index <file>', 'the hashes to look in')
    .requiredOption('--query <file>', 'the hashes to look for')
    .option('--radius <bits>', 'how many of the 256 bits may differ', radius, 31)
    .option('--json', 'print JSON lines')
    .action(async (flags: { readonly index: string; readonly query: string; readonly radius: number }) => {
      process.exitCode = await (await import('./likeness-near.ts')).likenessNearCommand(flags);
    });
};

const radius = (given: string): number => {
  const bits = Number(given);
  if (given.trim() === '' || !Number.isInteger(bits) || bits < 0 || bits > 256)
    throw new InvalidArgumentError('a whole number from 0 to 256');
  return bits;
};

const formats = `
Lists of hashes: a line each, maybe .gz; 64 hexadecimal digits, and after a blank, tab or comma an id. What "hash" prints
can be used as it is: the file is the id. A line without an id goes by its number.

  sangto likeness hash known/*.jpg > known.jsonl
  sangto likeness hash asked.png > asked.jsonl
  sangto likeness near --index known.jsonl --query asked.jsonl --radius 31

Two pictures within 31 bits are the same one, but for pictures of text. Hashes of a quality under 50 say too little.`;

const hashHelp = `
The hash is PDQ's of the whole picture, turned upright as its EXIF orientation says; "turned": true stands where it was.
"dihedral" has the hashes it would have turned and mirrored. What is no picture, damaged or too large is told on standard
error, and the exit code is then 1; the others are hashed all the same.`;
