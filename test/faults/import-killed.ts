// kill -9 in the middle of an import, then the same again: complete, nothing twice.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sangto, tempFolder, verdict } from './shared/instance.ts';

const items = 20_000;
const { folder, remove } = await tempFolder();
const data = join(folder, 'data');
const file = join(folder, 'checks.jsonl');
const line = (n: number) =>
  JSON.stringify({
    id: `c-${n}`,
    claim: `Bottle number ${n} of the river water cures ${n % 97} illnesses.`,
    title: `No, bottle ${n} cures nothing`,
    url: `https://checks.example.org/${n}`,
    verdict: 'false',
    date: '2026-03-04',
  });
await writeFile(file, `${Array.from({ length: items }, (_, n) => line(n)).join('\n')}\n`);
const report = join(folder, 'report.jsonl');
const args = [
  'import',
  file,
  '--data',
  data,
  '--publisher',
  'Example Checks',
  '--site',
  'checks.example.org',
  '--json',
  '--report',
  report,
];
const child = spawn(process.execPath, [join(import.meta.dirname, '../../bin/sangto.mjs'), ...args], {
  stdio: 'ignore',
  detached: true,
});
// The report grows after each committed batch: half-way is a fact, not a guess about time.
const { watchFile, unwatchFile } = await import('node:fs');
await new Promise<void>((half) => {
  watchFile(report, { interval: 20 }, (now) => {
    if (now.size > items * 30) half();
  });
});
unwatchFile(report);
process.kill(-child.pid!, 'SIGKILL');
await once(child, 'exit');
const again = JSON.parse((await sangto(args)).out) as Record<string, number>;
const third = JSON.parse((await sangto(args)).out) as Record<string, number>;
const doctor = JSON.parse((await sangto(['doctor', '--data', data, '--json'])).out) as {
  findings: { what: string; found: string }[];
};
const stored = Number.parseInt(doctor.findings.find((f) => f.what === 'Checks')?.found ?? '0', 10);
await remove();
verdict(
  { items, keptFromFirst: again.unchanged, addedBySecond: again.imported, third, stored },
  again.read === items &&
    again.unchanged! > 0 &&
    again.imported! > 0 &&
    again.unchanged! + again.imported! === items &&
    third.unchanged === items &&
    stored === items,
);
