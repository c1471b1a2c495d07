import { tmpdir } from 'node:os';
import { expect, test } from 'vitest';
import { readSettings } from './settings.ts';

const read = (env: Readonly<Record<string, string>>) => readSettings({}, env, tmpdir());

const settingsOf = (env: Readonly<Record<string, string>>) => {
  const settings = read(env);
  if (!settings.ok) throw new Error(JSON.stringify(settings.error));
  return settings.value;
};

const problemsOf = (env: Readonly<Record<string, string>>) => {
  const settings = read(env);
  return settings.ok ? [] : settings.error.problems.map((p) => p.where);
};

test('titles of pages are read unless somebody switched that off, and anything but on and off is refused', () => {
  expect(settingsOf({}).readPages).toBe(true);
  expect(settingsOf({ SANGTO_READ_PAGES: 'off' }).readPages).toBe(false);
  expect(problemsOf({ SANGTO_READ_PAGES: 'no' })).toEqual(['SANGTO_READ_PAGES']);
});

test('signers of pictures are trusted only by a file of certificates that is there', () => {
  expect(settingsOf({}).pictureAnchors).toBeNull();
  expect(problemsOf({ SANGTO_PICTURE_ANCHORS: 'nowhere.pem' })).toEqual(['SANGTO_PICTURE_ANCHORS']);
  expect(problemsOf({ SANGTO_PICTURE_ANCHORS: import.meta.filename.replace(/[^/]*$/, 'version.ts') })).toEqual([
    'SANGTO_PICTURE_ANCHORS',
  ]);
});

test('pictures have 248 MB together, more where that is set, and never less', () => {
  expect(settingsOf({}).pictureMemory).toBe(248);
  expect(settingsOf({ SANGTO_PICTURE_MEMORY: '600' }).pictureMemory).toBe(600);
  expect(settingsOf({ SANGTO_PICTURE_MEMORY: '100' }).pictureMemory).toBe(248);
  for (const wrong of ['much', '5000'])
    expect(problemsOf({ SANGTO_PICTURE_MEMORY: wrong })).toEqual(['SANGTO_PICTURE_MEMORY']);
});

test('an embedding endpoint is an address and a model, and there is none by default', () => {
  const SANGTO_EMBEDDINGS_URL = 'http://127.0.0.1:8080/v1';
  expect(settingsOf({}).embeddings).toBeNull();
  expect(
    settingsOf({ SANGTO_EMBEDDINGS_URL, SANGTO_EMBEDDINGS_MODEL: 'm', SANGTO_EMBEDDINGS_KEY: 'k' }).embeddings,
  ).toEqual({
    url: SANGTO_EMBEDDINGS_URL,
    model: 'm',
    key: 'k',
    queryPrefix: '',
    passagePrefix: '',
  });
  expect(problemsOf({ SANGTO_EMBEDDINGS_URL })).toEqual(['SANGTO_EMBEDDINGS_MODEL']);
  for (const url of ['ftp://a.example', 'a.example', 'http://user:key@a.example/v1', 'https://a.example/v1?key=1'])
    expect(problemsOf({ SANGTO_EMBEDDINGS_URL: url, SANGTO_EMBEDDINGS_MODEL: 'm' })).toEqual(['SANGTO_EMBEDDINGS_URL']);
});

test('a mail server needs its address and a sender; either alone, or a wrong one, is told', () => {
  const mailOf = (env: Record<string, string>) => {
    const read = readSettings({}, env, '/nowhere');
    return read.ok ? read.value.mail : read.error.problems.map(({ where }) => where);
  };
  const url = 'smtps://ten:mat-khau@mail.example.org';
  const from = 'Tòa soạn <hoi@example.org>';
  expect(mailOf({})).toBeNull();
  expect(mailOf({ SANGTO_SMTP_URL: url, SANGTO_MAIL_FROM: from })).toEqual({ url, from });
  expect(mailOf({ SANGTO_SMTP_URL: url })).toEqual(['SANGTO_MAIL_FROM']);
  expect(mailOf({ SANGTO_MAIL_FROM: 'hoi@example.org' })).toEqual(['SANGTO_SMTP_URL']);
  expect(mailOf({ SANGTO_SMTP_URL: 'https://mail.example.org', SANGTO_MAIL_FROM: 'hoi\nBcc: x@y.z' })).toEqual([
    'SANGTO_SMTP_URL',
    'SANGTO_MAIL_FROM',
  ]);
});

test('witnesses are a list with whose they are, and each mistake in it is told', () => {
  const vkey = 'witness.example+3176bd45+BIE5dw6ofRdfVqNUZsNMfszLjYqRtO43ol32D1uPybOU';
  const one = { url: 'https://w.example/', vkey: '', organisation: 'Thư viện Ví Dụ', country: 'VN' };
  const given = (...list: readonly object[]) => ({ SANGTO_WITNESSES: JSON.stringify(list) });
  expect(settingsOf({}).witnesses).toEqual([]);
  expect(settingsOf(given({ ...one, vkey })).witnesses).toEqual([
    {
      url: 'https://w.example',
      key: expect.objectContaining({ name: 'witness.example', type: 4 }),
      organisation: one.organisation,
      country: 'VN',
    },
  ]);
  for (const wrong of [
    { vkey: 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW' },
    { vkey, url: 'w.example' },
    { vkey, url: 'https://a:b@w.example' },
    { vkey, country: 'Vietnam' },
    { vkey, organisation: '' },
    { vkey, more: 1 },
  ])
    expect(problemsOf(given({ ...one, ...wrong })), JSON.stringify(wrong)).toEqual(['SANGTO_WITNESSES']);
  expect(problemsOf(given({ ...one, vkey }, { ...one, vkey }))).toEqual(['SANGTO_WITNESSES']);
  expect(problemsOf({ SANGTO_WITNESSES: '{' })).toEqual(['SANGTO_WITNESSES']);
});

test('a program that signs the log is named by its whole path, together with its key', () => {
  const vkey = 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW';
  const witness = 'witness.example+3176bd45+BIE5dw6ofRdfVqNUZsNMfszLjYqRtO43ol32D1uPybOU';
  const env = { SANGTO_LOG_SIGN: '["/bin/sign","7"]', SANGTO_LOG_VKEY: vkey };
  expect(settingsOf({}).logSigner).toBeNull();
  const around = { ...env, SANGTO_LOG_KEY: 'a secret', DATABASE_URL: 'postgres://a:b@c/d', AWS_PROFILE: 'log' };
  expect(settingsOf(around).logSigner).toEqual({
    command: ['/bin/sign', '7'],
    key: expect.objectContaining({ id: 'c74f20a3' }),
    // Its own credentials, none of ours.
    env: { AWS_PROFILE: 'log' },
  });
  for (const [wrong, where] of [
    [{ SANGTO_LOG_SIGN: '/bin/sign' }, 'SANGTO_LOG_SIGN'],
    [{ SANGTO_LOG_SIGN: '["sign"]' }, 'SANGTO_LOG_SIGN'],
    [{ SANGTO_LOG_SIGN: '[]' }, 'SANGTO_LOG_SIGN'],
    [{ SANGTO_LOG_SIGN: '' }, 'SANGTO_LOG_SIGN'],
    [{ SANGTO_LOG_VKEY: '' }, 'SANGTO_LOG_VKEY'],
    [{ SANGTO_LOG_VKEY: witness }, 'SANGTO_LOG_VKEY'],
  ] as const)
    expect(problemsOf({ ...env, ...wrong }), JSON.stringify(wrong)).toEqual([where]);
});

test('files go into a bucket once its address, name, key and secret are known; what is missing or wrong is told', () => {
  const env = {
    SANGTO_S3_ENDPOINT: 'https://s3.example',
    SANGTO_S3_BUCKET: 'files',
    SANGTO_S3_KEY: 'k',
    SANGTO_S3_SECRET: 's',
  };
  const place = { endpoint: 'https://s3.example', bucket: 'files', key: 'k', secret: 's' };
  expect(settingsOf(env).bucket).toEqual({ ...place, region: 'us-east-1', prefix: '' });
  expect(settingsOf({}).bucket).toBeNull();
  // The log goes there only where that is said: what lies in the folder is not moved by a setting.
  expect(settingsOf(env).logInBucket).toBe(false);
  expect(settingsOf({ ...env, SANGTO_S3_LOG: 'on' }).logInBucket).toBe(true);
  expect(problemsOf({ SANGTO_S3_LOG: 'on' })).toEqual(['SANGTO_S3_LOG']);
  const wrong = { SANGTO_S3_ENDPOINT: 'ftp://k:s@s3.example', SANGTO_S3_BUCKET: '../x', SANGTO_S3_PREFIX: '/a' };
  expect(problemsOf(wrong)).toEqual([
    'SANGTO_S3_ENDPOINT',
    'SANGTO_S3_BUCKET',
    'SANGTO_S3_KEY',
    'SANGTO_S3_SECRET',
    'SANGTO_S3_PREFIX',
  ]);
});

test('videos are opened by the program that is named, or the one on PATH, or by none', () => {
  expect(settingsOf({}).ffmpeg).toBeNull();
  expect(settingsOf({ SANGTO_FFMPEG: 'off', PATH: '/usr/bin' }).ffmpeg).toBeNull();
  expect(settingsOf({ SANGTO_FFMPEG: process.execPath }).ffmpeg).toBe(process.execPath);
  expect(settingsOf({ PATH: 'here:/nowhere-at-all' }).ffmpeg).toBeNull();
  expect(problemsOf({ SANGTO_FFMPEG: '/nowhere/ffmpeg' })).toEqual(['SANGTO_FFMPEG']);
});
