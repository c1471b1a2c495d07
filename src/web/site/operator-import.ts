// An import as the operator's form sends it. The file waits on disk: its fields may come after it, and reading it into
// the database may take longer than sending it.
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { ReadHints } from '../../kit/claimreview/index.ts';
import { BodyCut, patientBody } from '../body.ts';
import { type Asked, type Door, privately } from '../door.ts';
import { bringChecks, type ChecksBrought, type Importer } from '../importer.ts';
import { BrokenForm, boundaryOf, formParts } from '../multipart.ts';
import type { Problem } from '../problem.ts';
import { home, whoAt } from './operator-second.ts';

/** The largest file taken. */
export const importBytes = 512 * 1024 * 1024;
const formRoom = 64 * 1024;
const longestField = 2048;
const fields = ['url', 'publisher', 'site', 'licence', 'answers'] as const;
type Field = (typeof fields)[number];

type Sent = {
  readonly values: Readonly<Partial<Record<Field, string>>>;
  readonly file: { readonly path: string; readonly name: string; readonly type: string | null } | null;
};

/**
 * What one of the team brings in waits for somebody else, and takes the second factor; so does what comes by the printed link
 * while somebody of the team could agree. Alone, whoever runs the machine imports at once.
 */
export const takeImport = async (door: Door, asked: Asked, importer: Importer): Promise<Response> => {
  const at = await whoAt(door, asked);
  if (!at.proven) return toConfirmFirst(door, asked);
  const by = at.member?.id ?? null;
  const held = at.member !== null || (await door.options.world.optIns.teamAgrees());
  if (importer.running() !== null) return door.problem(asked, { code: 'rate-limited', retryAfter: 30 });
  const boundary = boundaryOf(asked.req.header('content-type'));
  if (boundary === undefined) return door.problem(asked, { code: 'unsupported-media-type', field: 'Content-Type' });
  if (Number(asked.req.header('content-length') ?? 0) > importBytes + formRoom)
    return door.problem(asked, { code: 'too-large' });
  const { uploads, world } = door.options;
  const path = join(uploads, `import-${world.newId()}`);
  const forget = () => rm(path, { force: true });
  let sent: Sent | Problem;
  try {
    await mkdir(uploads, { recursive: true, mode: 0o700 });
    sent = await receiveForm(door, asked, boundary, path);
  } catch (error) {
    await forget();
    if (error instanceof BodyCut) return door.problem(asked, { code: error.code });
    if (error instanceof BrokenForm) return door.problem(asked, { code: 'bad-request', detail: error.message });
    throw error;
  }
  const given = 'code' in sent ? sent : broughtOf(door, sent, held ? { by } : null);
  if ('code' in given) {
    await forget();
    return door.problem(asked, given);
  }
  if (!importer.start({ name: given.name, brings: () => bringChecks(world, given), done: forget })) {
    await forget();
    return door.problem(asked, { code: 'rate-limited', retryAfter: 30 });
  }
  return new Response(null, { status: 303, headers: { ...privately, location: '/operator' } });
};

const receiveForm = async (door: Door, asked: Asked, boundary: string, path: string): Promise<Sent | Problem> => {
  const caps = { bytes: importBytes + formRoom, milliseconds: door.options.limits.slowBodyMs };
  const values: Partial<Record<Field, string>> = {};
  let file: Sent['file'] = null;
  for await (const part of formParts(
    patientBody({ incoming: asked.env.incoming, request: asked.req.raw }, caps),
    boundary,
  )) {
    const known = fields.find((f) => f === part.name);
    if (part.name === 'file' && file === null) {
      let size = 0;
      await pipeline(
        part.body,
        async function* (chunks: AsyncIterable<Buffer>) {
          for await (const chunk of chunks) {
            size += chunk.length;
            yield chunk;
          }
        },
        createWriteStream(path, { mode: 0o600 }),
      );
      // A form whose file field was left empty still sends it, without a name and without a byte.
      if (size > 0) file = { path, name: cleanName(part.filename ?? ''), type: part.contentType };
    } else if (known !== undefined && values[known] === undefined) {
      const text = await shortText(part.body);
      if (text === undefined) return { code: 'invalid-input', field: known };
      values[known] = text;
    } else if (part.name !== 'file') return { code: 'invalid-input', field: part.name.slice(0, 100) };
  }
  return { values, file };
};

const shortText = async (body: AsyncIterable<Buffer>): Promise<string | undefined> => {
  const pieces: Buffer[] = [];
  let size = 0;
  for await (const piece of body) {
    size += piece.length;
    if (size <= longestField) pieces.push(piece);
  }
  const text = Buffer.concat(pieces).toString('utf8').trim();
  return size > longestField || text.includes('\0') || text.includes('\uFFFD') ? undefined : text;
};

/** Only for the list of runs; the file on disk never carries it. */
const cleanName = (name: string): string =>
  name
    .replace(/[\p{C}/\\]/gu, '')
    .trim()
    .slice(0, 120);

/** A file cannot be carried over the page that asks for a code; the page of the form says so before. */
export const toConfirmFirst = (door: Door, asked: Asked): Response =>
  new Response(null, {
    status: 303,
    headers: { ...privately, location: `/${door.langOf(asked)}/confirm?next=${encodeURIComponent(home)}` },
  });

const broughtOf = (door: Door, { values, file }: Sent, heldFor: ChecksBrought['heldFor']): ChecksBrought | Problem => {
  // Who may answer is asked for by itself, once the checks are there to be read.
  if (heldFor !== null && values.answers === '1') return { code: 'invalid-input', field: 'answers' };
  const url = values.url ?? '';
  if ((file === null) === (url === '')) return { code: 'invalid-input', field: 'file' };
  if (url !== '' && !/^https?:\/\//i.test(url)) return { code: 'tip-url-not-http', field: 'url' };
  const site = siteOf(values.site ?? '');
  if (site === undefined) return { code: 'invalid-input', field: 'site' };
  if (values.publisher && site === '') return { code: 'invalid-input', field: 'site' };
  const hints: ReadHints = {
    ...(site === '' ? {} : { publisher: { name: values.publisher || site, site } }),
    ...(values.licence ? { licence: values.licence } : {}),
  };
  // An unticked box is not sent at all, so it leaves sources as they are instead of silencing them.
  const common = { answers: values.answers === '1' ? true : undefined, heldFor };
  if (file !== null) {
    const type = file.type === null ? {} : { contentType: file.type };
    return {
      ...common,
      name: file.name || 'file',
      hints: { ...hints, ...type, name: file.name },
      open: async () => createReadStream(file.path),
    };
  }
  return {
    ...common,
    name: url.slice(0, 200),
    hints: { ...hints, url },
    open: async () => {
      const fetched = await door.options.world.fetch(url);
      if (!fetched.ok) throw Object.assign(new Error(fetched.error.code), { code: fetched.error.code });
      return fetched.value.body;
    },
  };
};

/** The host that stands for a publisher; '' when none was given, undefined when it is no address. */
const siteOf = (given: string): string | undefined => {
  if (given === '') return '';
  const address = /^https?:\/\//i.test(given) ? given : `https://${given}`;
  return URL.canParse(address) ? new URL(address).hostname.replace(/^www\./, '') : undefined;
};
