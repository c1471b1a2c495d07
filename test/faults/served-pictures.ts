// Pictures whose files say more than they show, laid beside evidence and read back over HTTP: exiftool, which knows more formats
// than any reader of ours, finds a place, a name and a small picture in what was sent, and nothing in what is served.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { openDatabase } from '../../src/store/index.ts';
import { makeCase } from '../desk/a-case.ts';
import { canary, tellingPictures } from '../hostile/telling-pictures.ts';
import { aCall, programToken } from './shared/by-program.ts';
import { serve, tempFolder, unlimited } from './shared/instance.ts';
import { startOwnServer } from './shared/own-server.ts';
import { needs, verdict } from './shared/verdict.ts';

const exiftool = (args: readonly string[], input = new Uint8Array()): string =>
  execFileSync('exiftool', args, { input, encoding: 'utf8' });

/** What exiftool finds beside what describes the pixels themselves. */
const saidBy = (bytes: Uint8Array<ArrayBuffer>): readonly string[] => {
  const [tags = {}] = JSON.parse(exiftool(['-json', '-G1', '-a', '-u', '-ee', '-'], bytes)) as object[];
  const shape = /^(SourceFile|ExifTool|System|File|Composite|PNG:|JFIF:|PNG-pHYs:)/;
  return Object.entries(tags).flatMap(([name, value]) => (shape.test(name) ? [] : [`${name}: ${value}`]));
};

let version = '';
try {
  version = exiftool(['-ver']).trim();
} catch {
  needs('exiftool (Debian: apt-get install libimage-exiftool-perl; elsewhere https://exiftool.org)');
}

const { folder, remove } = await tempFolder(0o755);
const own = await startOwnServer(folder);
const url = await own.makeDatabase('served');
const running = await serve(join(folder, 'data'), [], { ...unlimited, DATABASE_URL: url });
const database = openDatabase({ connectionString: url });
const token = await programToken(database, 'served');
const { number } = await makeCase(database);

const at = `${running.address}/api/v1/desk/cases/${number}`;
const authorization = `Bearer ${token}`;
const send = async (to: string, type: string, body: string | Uint8Array<ArrayBuffer>): Promise<string> => {
  const answer = await fetch(to, { method: 'POST', headers: { 'content-type': type, authorization }, body });
  const said = (await answer.json()) as { readonly id?: string };
  if (answer.status !== 201) throw new Error(`${to}: ${answer.status} ${JSON.stringify(said)}`);
  return said.id ?? '';
};
const evidence = JSON.stringify(aCall);

const sent: Record<string, number> = {};
const served: Record<string, readonly string[]> = {};
const silent: string[] = [];
for (const [kind, bytes] of Object.entries(await tellingPictures())) {
  const before = saidBy(new Uint8Array(bytes));
  sent[kind] = before.length;
  // A GIF has no room for a place; the words of a comment count as a name.
  if (!before.some((said) => said.includes(canary)) && !bytes.includes(canary)) silent.push(kind);
  const id = await send(`${at}/evidence`, 'application/json', evidence);
  await send(`${at}/evidence/${id}/file?name=a.${kind}`, 'application/octet-stream', new Uint8Array(bytes));
  const path = `${at}/files/${createHash('sha256').update(bytes).digest('hex')}`;
  const answer = await fetch(path, { headers: { authorization } });
  if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
  served[kind] = saidBy(new Uint8Array(await answer.arrayBuffer()));
}
await database.close();
const code = await running.stop();
await own.stop();
const left = await remove();
verdict(
  { exiftool: version, sent, served },
  {
    'what is sent says something': silent.length === 0 && Object.values(sent).every((tags) => tags > 0),
    'nothing of it is served': Object.values(served).every((tags) => tags.length === 0),
    'clean end': code === 0 && left === 0,
  },
);
