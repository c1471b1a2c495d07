// Settings: flags, then environment, then sangto.config.json; parsed once, every problem told together with its fix.
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import { uiLangs } from '../base/lang.ts';
import { ok, type Result } from '../base/result.ts';
import { type Organisation, statementPages } from '../core/organisation.ts';
import type { NamedWitness } from '../desk/index.ts';
import type { BucketPlace } from '../outside/bucket/index.ts';
import type { SigningCommand } from '../outside/log/index.ts';
import { ffmpegOf } from './ffmpeg.ts';
import { bucketMissing, bucketOf, filesShape } from './file-settings.ts';
import { logSignerOf, logSignerShape } from './log-signer-settings.ts';
import { pictureAnchorsOf } from './picture-anchors.ts';
import type { SettingProblem } from './setting-problem.ts';
import { witnessesOf, witnessesShape } from './witness-settings.ts';

export type Settings = {
  readonly port: number;
  readonly host: string;
  readonly data: string;
  readonly databaseUrl: string | null;
  readonly demo: boolean;
  readonly organisation: Organisation;
  readonly trustedProxies: number;
  /** Whether titles of pages behind links in messages are read. */
  readonly readPages: boolean;
  /** The program that opens videos; null: none does. */
  readonly ffmpeg: string | null;
  /** Certificates (PEM) of signers of pictures to trust; null: nobody. */
  readonly pictureAnchors: string | null;
  /** The share of automatic answers that is to be right. */
  readonly precision: number;
  readonly embeddings: EmbeddingSettings | null;
  readonly mail: MailSettings | null;
  /** Where files are kept; null for the data folder. */
  readonly bucket: BucketPlace | null;
  /** Whether the files of the public log lie there as well. */
  readonly logInBucket: boolean;
  /** Keys of the public log, where they do not lie in the data folder. */
  readonly logKeys: string | null;
  /** Who signs the public log, where its key never leaves a KMS or a card. */
  readonly logSigner: SigningCommand | null;
  /** Days within which an appeal is answered. */
  readonly appealDays: number;
  /** Whether anybody may rate, or only whoever was invited. */
  readonly ratersOpen: boolean;
  /** Megabytes that the processes for pictures may take up together. */
  readonly pictureMemory: number;
  /** Who is asked to sign the public log. */
  readonly witnesses: readonly NamedWitness[];
  readonly limits: {
    readonly perClientPerMinute: number;
    readonly instancePerSecond: number;
    readonly appealsPerClientPerHour: number;
    readonly bodyBytes: number;
    readonly slowBodyMs: number;
  };
  readonly configFile: string | null;
};

/** An endpoint for embeddings, which the operator set; whether it is used is for its self-test to say. */
export type EmbeddingSettings = {
  readonly url: string;
  readonly model: string;
  readonly key: string | null;
  readonly queryPrefix: string;
  readonly passagePrefix: string;
};

/** The operator's mail server, and what stands in `From:` of every letter. */
export type MailSettings = { readonly url: string; readonly from: string };

export type Flags = {
  readonly port?: string;
  readonly host?: string;
  readonly data?: string;
  readonly config?: string;
  readonly demo?: boolean;
};

/** With less, large pictures of today's telephones could not be read. */
const leastPictureMemory = 248;
const mostPictureMemory = 4096;

const wordsPerLang = z.strictObject({ vi: z.string().max(50_000).optional(), en: z.string().max(50_000).optional() });

const fileShape = z.strictObject({
  port: z.number().int().min(0).max(65_535).optional(),
  host: z.string().min(1).optional(),
  data: z.string().min(1).optional(),
  databaseUrl: z.string().min(1).optional(),
  origin: z.string().optional(),
  trustedProxies: z.number().int().min(0).max(10).optional(),
  readPages: z.boolean().optional(),
  pictureAnchors: z.string().optional(),
  ffmpeg: z.string().optional(),
  precision: z.number().min(0.9).max(0.99).optional(),
  appealDays: z.number().int().min(1).max(90).optional(),
  ratersOpen: z.boolean().optional(),
  pictureMemory: z.number().int().min(leastPictureMemory).max(mostPictureMemory).optional(),
  embeddings: z
    .strictObject({
      url: z.string().optional(),
      model: z.string().optional(),
      key: z.string().optional(),
      queryPrefix: z.string().max(200).optional(),
      passagePrefix: z.string().max(200).optional(),
    })
    .optional(),
  mail: z.strictObject({ url: z.string().optional(), from: z.string().max(300).optional() }).optional(),
  files: filesShape.optional(),
  logSigner: logSignerShape.optional(),
  witnesses: witnessesShape.optional(),
  limits: z
    .strictObject({
      perClientPerMinute: z.number().int().min(1).optional(),
      instancePerSecond: z.number().int().min(1).optional(),
      appealsPerClientPerHour: z.number().int().min(1).optional(),
    })
    .optional(),
  organisation: z
    .strictObject({
      name: z.string().min(1).max(200).optional(),
      contact: z.string().max(500).optional(),
      licence: z.string().max(200).optional(),
      languages: z.array(z.enum(uiLangs)).min(1).optional(),
      statements: z
        .strictObject(Object.fromEntries(statementPages.map((page) => [page, wordsPerLang.optional()])))
        .optional(),
    })
    .optional(),
});
type FileSettings = z.infer<typeof fileShape>;

export const defaultPort = 8080;

/** Reads everything there is to set. `cwd` is where relative paths start. */
export const readSettings = (
  flags: Flags,
  env: Readonly<Record<string, string | undefined>>,
  cwd: string,
): Result<Settings, { code: 'settings-wrong'; problems: readonly SettingProblem[] }> => {
  const problems: SettingProblem[] = [];
  const configFile = flags.config ?? env.SANGTO_CONFIG ?? 'sangto.config.json';
  const file = readFile(
    resolve(cwd, configFile),
    flags.config !== undefined || env.SANGTO_CONFIG !== undefined,
    problems,
  );
  const demo = flags.demo ?? false;

  const number = (
    given: readonly [where: string, value: string | undefined][],
    fallback: number,
    most: number,
  ): number => {
    for (const [where, value] of given) {
      if (value === undefined || value === '') continue;
      if (/^\d{1,9}$/.test(value) && Number(value) <= most) return Number(value);
      problems.push({
        where,
        problem: `"${value}" is not a whole number up to ${most}`,
        fix: `for example ${fallback}`,
      });
    }
    return fallback;
  };

  const port = number(
    [
      ['--port', flags.port],
      ['PORT', env.PORT],
    ],
    file.port ?? defaultPort,
    65_535,
  );
  const host = flags.host ?? env.HOST ?? file.host ?? '127.0.0.1';
  const data = resolve(cwd, flags.data ?? env.SANGTO_DATA ?? file.data ?? (demo ? 'data-demo' : 'data'));
  const databaseUrl = env.DATABASE_URL || file.databaseUrl || null;
  if (databaseUrl !== null && !/^postgres(ql)?:\/\//.test(databaseUrl))
    problems.push({
      where: 'DATABASE_URL',
      problem: 'is not a postgres:// address',
      fix: 'postgres://user:password@host:5432/database',
    });
  const origin = env.SANGTO_ORIGIN ?? file.origin ?? `http://localhost:${port}`;
  if (!/^https?:\/\/[^/?#\s]+$/.test(origin))
    problems.push({
      where: 'SANGTO_ORIGIN',
      problem: `"${origin}" is not an origin`,
      fix: 'https://example.org, without a path or a slash at the end',
    });
  const trustedProxies = number([['SANGTO_TRUSTED_PROXIES', env.SANGTO_TRUSTED_PROXIES]], file.trustedProxies ?? 0, 10);
  const perClientPerMinute = number(
    [['SANGTO_RATE_PER_CLIENT', env.SANGTO_RATE_PER_CLIENT]],
    file.limits?.perClientPerMinute ?? 120,
    100_000_000,
  );
  const instancePerSecond = number(
    [['SANGTO_RATE', env.SANGTO_RATE]],
    file.limits?.instancePerSecond ?? 500,
    100_000_000,
  );
  const appealsPerClientPerHour = number(
    [['SANGTO_APPEALS_PER_CLIENT', env.SANGTO_APPEALS_PER_CLIENT]],
    file.limits?.appealsPerClientPerHour ?? 10,
    100_000_000,
  );
  const precision = precisionOf(env.SANGTO_PRECISION, file.precision, problems);
  const readPages = toggle('SANGTO_READ_PAGES', env.SANGTO_READ_PAGES, file.readPages ?? true, problems);
  const pictureAnchors = pictureAnchorsOf(env.SANGTO_PICTURE_ANCHORS || file.pictureAnchors || '', cwd, problems);
  const ffmpeg = ffmpegOf(env.SANGTO_FFMPEG || file.ffmpeg || '', env.PATH, cwd, problems);
  const embeddings = embeddingsOf(file.embeddings, env, problems);
  const mail = mailOf(file.mail, env, problems);
  const bucket = bucketOf(file.files, env, problems);
  const logSigner = logSignerOf(file.logSigner, env, problems);
  const logInBucket = toggle('SANGTO_S3_LOG', env.SANGTO_S3_LOG, file.files?.log ?? false, problems);
  if (logInBucket && bucket === null) problems.push(bucketMissing);
  const appealDays = Math.max(1, number([['SANGTO_APPEAL_DAYS', env.SANGTO_APPEAL_DAYS]], file.appealDays ?? 14, 90));
  const pictureMemory = Math.max(
    leastPictureMemory,
    number(
      [['SANGTO_PICTURE_MEMORY', env.SANGTO_PICTURE_MEMORY]],
      file.pictureMemory ?? leastPictureMemory,
      mostPictureMemory,
    ),
  );
  const ratersOpen = toggle('SANGTO_RATERS_OPEN', env.SANGTO_RATERS_OPEN, file.ratersOpen ?? true, problems);
  const witnesses = witnessesOf(env.SANGTO_WITNESSES, file.witnesses, problems);
  if (problems.length > 0) return { ok: false, error: { code: 'settings-wrong', problems } };
  return ok({
    port,
    host,
    data,
    databaseUrl,
    demo,
    organisation: organisationOf(file, origin, demo),
    trustedProxies,
    readPages,
    pictureAnchors,
    ffmpeg,
    precision,
    embeddings,
    mail,
    bucket,
    logInBucket,
    logKeys: env.SANGTO_LOG_KEY || null,
    logSigner,
    appealDays,
    pictureMemory,
    ratersOpen,
    witnesses,
    limits: {
      perClientPerMinute,
      instancePerSecond,
      appealsPerClientPerHour,
      bodyBytes: 1024 * 1024,
      slowBodyMs: 10_000,
    },
    configFile: file === nothing ? null : resolve(cwd, configFile),
  });
};

const precisionOf = (given: string | undefined, inFile: number | undefined, problems: SettingProblem[]): number => {
  if (given === undefined || given === '') return inFile ?? 0.95;
  const wanted = Number(given);
  if (/^0\.\d{1,4}$/.test(given) && wanted >= 0.9 && wanted <= 0.99) return wanted;
  problems.push({
    where: 'SANGTO_PRECISION',
    problem: `"${given}" is not a share from 0.9 to 0.99`,
    fix: '0.95: nineteen of twenty automatic answers are to be right',
  });
  return 0.95;
};

const toggle = (where: string, given: string | undefined, fallback: boolean, problems: SettingProblem[]): boolean => {
  if (given === undefined || given === '') return fallback;
  if (given === 'on' || given === 'off') return given === 'on';
  problems.push({ where, problem: `"${given}" is neither on nor off`, fix: fallback ? 'off' : 'on' });
  return fallback;
};

const embeddingsOf = (
  file: FileSettings['embeddings'],
  env: Readonly<Record<string, string | undefined>>,
  problems: SettingProblem[],
): EmbeddingSettings | null => {
  const url = env.SANGTO_EMBEDDINGS_URL || file?.url || '';
  const model = env.SANGTO_EMBEDDINGS_MODEL || file?.model || '';
  if (url === '' && model === '') return null;
  const parsed = URL.parse(url);
  if (parsed === null || !/^https?:$/.test(parsed.protocol) || parsed.username !== '' || parsed.search !== '')
    problems.push({
      where: 'SANGTO_EMBEDDINGS_URL',
      problem: `"${url}" is not the address of an endpoint`,
      fix: 'for example http://127.0.0.1:8080/v1, without /embeddings at the end; a key goes into SANGTO_EMBEDDINGS_KEY',
    });
  if (model === '')
    problems.push({
      where: 'SANGTO_EMBEDDINGS_MODEL',
      problem: 'is not set',
      fix: 'the name of the model, as the endpoint knows it',
    });
  return {
    url,
    model,
    key: env.SANGTO_EMBEDDINGS_KEY || file?.key || null,
    queryPrefix: file?.queryPrefix ?? '',
    passagePrefix: file?.passagePrefix ?? '',
  };
};

const mailOf = (
  file: FileSettings['mail'],
  env: Readonly<Record<string, string | undefined>>,
  problems: SettingProblem[],
): MailSettings | null => {
  const url = env.SANGTO_SMTP_URL || file?.url || '';
  const from = env.SANGTO_MAIL_FROM || file?.from || '';
  if (url === '' && from === '') return null;
  const parsed = URL.parse(url);
  if (parsed === null || !/^smtps?:$/.test(parsed.protocol) || parsed.hostname === '')
    problems.push({
      where: 'SANGTO_SMTP_URL',
      problem: url === '' ? 'is not set' : 'is not the address of a mail server',
      fix: 'smtps://name:password@mail.example.org, or smtp://mail.example.org:587',
    });
  if (!/^[^\r\n]*[^\s<>@]+@[^\s<>@]+>?$/.test(from))
    problems.push({
      where: 'SANGTO_MAIL_FROM',
      problem: from === '' ? 'is not set' : `"${from}" is not a sender`,
      fix: 'for example: Tòa soạn Kiểm Chứng <hoi@example.org>',
    });
  return { url, from };
};

const nothing: FileSettings = {};

const readFile = (path: string, wanted: boolean, problems: SettingProblem[]): FileSettings => {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch {
    if (wanted)
      problems.push({
        where: path,
        problem: 'cannot be read',
        fix: 'check the path given by --config or SANGTO_CONFIG',
      });
    return nothing;
  }
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    problems.push({
      where: path,
      problem: `is not JSON (${(error as Error).message})`,
      fix: 'see docs/operate/settings.md for an example',
    });
    return nothing;
  }
  const parsed = fileShape.safeParse(json);
  if (parsed.success) return parsed.data;
  for (const issue of parsed.error.issues)
    problems.push({
      where: `${path}: ${issue.path.join('.') || 'the whole file'}`,
      problem: issue.message,
      fix: 'see docs/operate/settings.md',
    });
  return nothing;
};

const organisationOf = (file: FileSettings, origin: string, demo: boolean): Organisation => {
  const given = file.organisation;
  return {
    name: given?.name ?? (demo ? 'Sáng Tỏ (bản dùng thử · demo)' : 'Sáng Tỏ'),
    origin,
    languages: given?.languages ?? uiLangs,
    contact: given?.contact ?? null,
    licence: given?.licence ?? 'CC BY 4.0',
    demo,
    statements: (given?.statements ?? {}) as Organisation['statements'],
  };
};

export const folders = (data: string) => ({
  postgres: join(data, 'pg'),
  files: join(data, 'files'),
  log: join(data, 'log'),
  keys: join(data, 'keys'),
  contactKeys: join(data, 'keys', 'contacts'),
  pseudonymKeys: join(data, 'keys', 'raters'),
  embeddings: join(data, 'embeddings'),
});
