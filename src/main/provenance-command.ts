// sangto provenance: what is known of where pictures come from. No instance, no database, no network.
import type { Command } from 'commander';

/** Adds `provenance`; what it needs is loaded when it is asked for. */
export const addProvenanceCommand = (program: Command): void => {
  program
    .command('provenance')
    .description('one JSON line for each picture: its Content Credentials, and what its camera or program noted')
    .argument('<files...>', 'JPEG, PNG, WebP, GIF, AVIF or HEIC, up to 20 MB')
    .option('--anchors <file>', 'certificates (PEM) of signers to trust; without it nobody is')
    .option('--json', 'refusals as JSON too')
    .addHelpText('after', help)
    .action(async (files: readonly string[], flags: { readonly anchors?: string; readonly json?: boolean }) => {
      process.exitCode = await (await import('./provenance-lines.ts')).provenanceCommand(files, flags);
    });
};

const help = `
"credentials" is absent (which says nothing: nearly every program that sends pictures takes them away), invalid (changed
after signing), untrusted (whole, but nobody vouches for the signer) or trusted (whole, by a signer of --anchors). "words"
says it in Vietnamese and English. "declared" is what the picture says of itself, and of a file that nobody trusted signed
anybody can have written it. Places, people and serial numbers are not read. No address named in a file is visited.
What cannot be read is told on standard error, and the exit code is then 1.`;
