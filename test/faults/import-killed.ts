// kill -9 in the middle of an import, then the same again: complete, nothing twice.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { countsOf, sangtoJson, tempFolder } from './shared/instance.ts';
import { until } from './shared/until.ts';
import { verdict } from './shared/verdict.ts';

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
const publisher = ['--publisher', 'Example Checks', '--site', 'checks.example.org'];
const args = ['import', file, '--data', data, ...publisher, '--report', report];
const child = spawn(process.execPath, [join(import.meta.dirname, '../../bin/sangto.mjs'), ...args], {
  stdio: 'ignore',
  env: { ...process.env, DATABASE_URL: '' },
});
// The report grows after each committed batch: half-way is a fact, not a guess about time.
const reported = () =>
  stat(report).then(
    ({ size }) => size,
    () => 0,
  );
await until('half of it reported', async () => (await reported()) > items * 30);
child.kill('SIGKILL');
await once(child, 'exit');

type Counts = Readonly<Record<'read' | 'imported' | 'changed' | 'unchanged' | 'refused', number>>;
const again = await sangtoJson<Counts>(args);
const third = await sangtoJson<Counts>(args);
const stored = (await countsOf(data)).checks;
const left = await remove();
verdict(
  { items, keptFromFirst: again.unchanged, addedBySecond: again.imported, third, stored, processesLeft: left },
  {
    'read all': again.read === items,
    'killed in the middle': again.unchanged > 0 && again.imported > 0,
    'complete, nothing twice': again.unchanged + again.imported === items && stored === items,
    'third changes nothing': third.unchanged === items,
    'none left': left === 0,
  },
);
