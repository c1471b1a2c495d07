// The hostile requests, each with the answer it must get.
import type { Payload, RawReply } from './raw.ts';

export type HostileCase = {
  readonly name: string;
  readonly bytes: () => Payload;
  readonly status: number;
  /** Null where an ordinary answer is right. */
  readonly code: string | null;
  readonly holds?: (reply: RawReply) => boolean;
};

const tips = '/api/v1/tips';

const request = (
  body: string | Buffer,
  { type = 'application/json', path = tips, more = '' }: { type?: string; path?: string; more?: string } = {},
): Buffer => {
  const bytes = Buffer.from(body);
  const kind = type === '' ? '' : `content-type: ${type}\r\n`;
  const head = `POST ${path} HTTP/1.1\r\nhost: x\r\n${kind}${more}content-length: ${bytes.length}\r\n\r\n`;
  return Buffer.concat([Buffer.from(head, 'latin1'), bytes]);
};

const get = (path: string, more = ''): string => `GET ${path} HTTP/1.1\r\nhost: x\r\n${more}\r\n`;

const megabyte = Buffer.alloc(1024 * 1024, 'a');

function* tenMegabytes(head: string): Generator<Buffer> {
  yield Buffer.from(`${head}content-length: ${10 * megabyte.length + 11}\r\n\r\n{"text":"`);
  for (let n = 0; n < 10; n++) yield megabyte;
  yield Buffer.from('"}');
}

function* tenMegabytesChunked(head: string): Generator<Buffer> {
  yield Buffer.from(`${head}transfer-encoding: chunked\r\n\r\n9\r\n{"text":"\r\n`);
  for (let n = 0; n < 10; n++) {
    yield Buffer.from(`${megabyte.length.toString(16)}\r\n`);
    yield megabyte;
    yield Buffer.from('\r\n');
  }
  yield Buffer.from('2\r\n"}\r\n0\r\n\r\n');
}

const head = (path = tips, type = 'application/json') =>
  `POST ${path} HTTP/1.1\r\nhost: x\r\ncontent-type: ${type}\r\n`;

const fields = (count: number) => Array.from({ length: count }, (_, n) => `p${n}=1`).join('&');
const form = 'application/x-www-form-urlencoded';
const sound = request('{"text":"Is the tap water safe?"}');

export const hostileCases = (): readonly HostileCase[] => [
  ...texts,
  ...shapes,
  ...sizes,
  ...types,
  ...heads,
  ...addresses,
];

const texts: readonly HostileCase[] = [
  {
    name: 'NUL as it is',
    bytes: () => request('{"text":"wa\0ter is poisoned"}'),
    status: 400,
    code: 'unreadable-json',
  },
  {
    name: 'NUL as an escape',
    bytes: () => request('{"text":"wa\\u0000ter is poisoned"}'),
    status: 422,
    code: 'tip-has-nul',
  },
  {
    name: 'half a surrogate pair as an escape',
    bytes: () => request('{"text":"water \\ud800 is poisoned"}'),
    status: 422,
    code: 'tip-not-unicode',
  },
  {
    name: 'the pair the wrong way round',
    bytes: () => request('{"text":"water \\udc00\\ud800 is poisoned"}'),
    status: 422,
    code: 'tip-not-unicode',
  },
  {
    name: 'half a surrogate pair as bytes',
    bytes: () => request(Buffer.from('{"text":"water \xed\xa0\x80 is poisoned"}', 'latin1')),
    status: 422,
    code: 'tip-not-unicode',
  },
  {
    name: 'overlong UTF-8',
    bytes: () => request(Buffer.from('{"text":"water \xc0\xaf is poisoned"}', 'latin1')),
    status: 422,
    code: 'tip-not-unicode',
  },
  {
    name: 'UTF-16',
    bytes: () => request(Buffer.from('\ufeff{"text":"water is poisoned"}', 'utf16le')),
    status: 422,
    code: 'tip-not-unicode',
  },
  {
    name: 'half a surrogate pair in a name',
    bytes: () => request('{"text":"water","\\ud800":1}'),
    status: 422,
    code: 'tip-not-unicode',
  },
  {
    name: 'text turned around by bidi overrides: taken, without them',
    bytes: () => request('{"text":"Is \\u202ewater\\u202c \\u2066safe\\u2069 to drink?"}'),
    status: 201,
    code: null,
    holds: ({ body }) => !/[\u202A-\u202E\u2066-\u2069]/.test(body) && body.includes('water safe to drink?'),
  },
  {
    name: 'nothing but bidi overrides',
    bytes: () => request('{"text":"\\u202e\\u202c\\u2066"}'),
    status: 422,
    code: 'tip-empty',
  },
  {
    name: 'NUL in a form',
    bytes: () => request('text=wa%00ter', { type: form, path: '/en/ask' }),
    status: 422,
    code: null,
    holds: ({ type }) => type === 'text/html',
  },
  {
    name: 'half a surrogate pair in a form',
    bytes: () => request('text=wa%ED%A0%80ter', { type: form, path: '/en/ask' }),
    status: 422,
    code: null,
    holds: ({ type }) => type === 'text/html',
  },
];

const shapes: readonly HostileCase[] = [
  {
    name: '10,000 arrays in each other',
    bytes: () => request(`{"text":${'['.repeat(10_000)}${']'.repeat(10_000)}}`),
    status: 422,
    code: 'too-deep',
  },
  {
    name: '10,000 objects in each other',
    bytes: () => request(`${'{"a":'.repeat(10_000)}1${'}'.repeat(10_000)}`),
    status: 422,
    code: 'too-deep',
  },
  {
    name: '100,000 brackets that never close',
    bytes: () => request('['.repeat(100_000)),
    status: 422,
    code: 'too-deep',
  },
  {
    name: 'a name twice',
    bytes: () => request('{"text":"one","text":"two"}'),
    status: 422,
    code: 'invalid-input',
  },
  {
    name: 'a name twice, once as an escape',
    bytes: () => request('{"text":"one","t\\u0065xt":"two"}'),
    status: 422,
    code: 'invalid-input',
  },
  {
    name: '__proto__',
    bytes: () => request('{"text":"one","__proto__":{"lang":"vi"}}'),
    status: 422,
    code: 'invalid-input',
  },
  {
    name: 'a text that is a list',
    bytes: () => request('{"text":["one"]}'),
    status: 422,
    code: 'invalid-input',
  },
  {
    name: 'a number of a hundred thousand digits',
    bytes: () => request(`{"text":${'9'.repeat(100_000)}}`),
    status: 422,
    code: 'invalid-input',
  },
  { name: 'a list', bytes: () => request('[]'), status: 422, code: 'invalid-input' },
  { name: 'no value at all', bytes: () => request(''), status: 400, code: 'unreadable-json' },
  { name: 'half an object', bytes: () => request('{"text":"wat'), status: 400, code: 'unreadable-json' },
  { name: 'two values', bytes: () => request('{"text":"a b"}{"text":"c d"}'), status: 400, code: 'unreadable-json' },
  {
    name: '100,000 fields in JSON',
    bytes: () => request(`{${Array.from({ length: 99_000 }, (_, n) => `"${n}":1`).join(',')}}`),
    status: 422,
    code: 'invalid-input',
  },
  {
    name: 'fifty thousand fields in a form',
    bytes: () => request(fields(50_000), { type: form, path: '/en/ask' }),
    status: 422,
    code: null,
    holds: ({ type }) => type === 'text/html',
  },
];

const sizes: readonly HostileCase[] = [
  { name: '10 MB of JSON', bytes: () => tenMegabytes(head()), status: 413, code: 'too-large' },
  {
    name: '10 MB of JSON without a length',
    bytes: () => tenMegabytesChunked(head()),
    status: 413,
    code: 'too-large',
  },
  {
    name: '10 MB of a form without a length',
    bytes: () => tenMegabytesChunked(head('/en/ask', form)),
    status: 413,
    code: null,
    holds: ({ type }) => type === 'text/html',
  },
  {
    name: '10 MB where no body belongs',
    bytes: () => tenMegabytes('POST /api/v1/checks HTTP/1.1\r\nhost: x\r\n'),
    status: 405,
    code: 'method-not-allowed',
  },
  {
    name: 'a text of 20,001 characters',
    bytes: () => request(`{"text":"${'a'.repeat(20_001)}"}`),
    status: 413,
    code: 'tip-too-long',
  },
  {
    name: 'a length that is no number',
    bytes: () => `${head()}content-length: ten\r\n\r\n{}`,
    status: 400,
    code: 'bad-request',
  },
  {
    name: 'a length below nothing',
    bytes: () => `${head()}content-length: -5\r\n\r\n{}`,
    status: 400,
    code: 'bad-request',
  },
];

const types: readonly HostileCase[] = [
  ...['', 'text/plain', form, 'multipart/form-data; boundary=x', 'application/xml', 'application/json/x', 'ap'].map(
    (type): HostileCase => ({
      name: `content type "${type}"`,
      bytes: () => request('{"text":"Is the tap water safe?"}', { type }),
      status: 415,
      code: 'unsupported-media-type',
    }),
  ),
  {
    name: 'compressed',
    bytes: () => request('{"text":"Is the tap water safe?"}', { more: 'content-encoding: gzip\r\n' }),
    status: 415,
    code: 'unsupported-media-type',
  },
];

const heads: readonly HostileCase[] = [
  {
    name: 'a header of 64 kB',
    bytes: () => get('/api/v1/checks', `x-long: ${'a'.repeat(65_536)}\r\n`),
    status: 413,
    code: 'too-large',
  },
  {
    name: '2,000 headers of 30 bytes',
    bytes: () =>
      get('/api/v1/checks', Array.from({ length: 2000 }, (_, n) => `x-${n}: ${'a'.repeat(24)}\r\n`).join('')),
    status: 413,
    code: 'too-large',
  },
  {
    name: 'two lengths',
    bytes: () => `${head()}content-length: 2\r\ncontent-length: 3\r\n\r\n{}`,
    status: 400,
    code: 'bad-request',
  },
  {
    name: 'a length and chunks (request smuggling)',
    bytes: () => `${head()}content-length: 2\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n`,
    status: 400,
    code: 'bad-request',
  },
  {
    name: 'an unknown transfer encoding',
    bytes: () => `${head()}transfer-encoding: xchunked\r\n\r\n0\r\n\r\n`,
    status: 400,
    code: 'bad-request',
  },
  {
    name: 'a chunk size that is no number',
    bytes: () => `${head()}transfer-encoding: chunked\r\n\r\nzz\r\n{}\r\n0\r\n\r\n`,
    status: 400,
    code: 'bad-request',
  },
  {
    name: 'NUL in a header',
    bytes: () => get('/api/v1/checks', 'x-a: b\0c\r\n'),
    status: 400,
    code: 'bad-request',
  },
  {
    name: 'an Idempotency-Key of 300 characters',
    bytes: () => request('{"text":"Is it safe?"}', { more: `idempotency-key: ${'k'.repeat(300)}\r\n` }),
    status: 400,
    code: 'bad-request',
  },
  { name: 'not HTTP', bytes: () => '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03', status: 400, code: 'bad-request' },
  {
    name: 'a method nobody knows',
    bytes: () => 'BREW /vi HTTP/1.1\r\nhost: x\r\n\r\n',
    status: 400,
    code: 'bad-request',
  },
  {
    name: 'garbage behind a sound request',
    bytes: () => Buffer.concat([sound, Buffer.from('\0\0 garbage\r\n\r\n')]),
    status: 400,
    code: 'bad-request',
  },
  {
    name: 'two hundred requests in one breath: each answered',
    bytes: () => get('/healthz').repeat(200),
    status: 200,
    code: null,
  },
];

const addresses: readonly HostileCase[] = [
  {
    name: '100,000 parameters',
    bytes: () => get(`/api/v1/checks?${fields(100_000)}`),
    status: 413,
    code: 'too-large',
  },
  {
    name: 'as many parameters as fit',
    bytes: () => get(`/api/v1/checks?${fields(1_900)}`),
    status: 422,
    code: 'invalid-input',
  },
  {
    name: 'one parameter two thousand times',
    bytes: () => get(`/api/v1/checks?${'limit=1&'.repeat(2_000)}`),
    status: 422,
    code: 'invalid-input',
  },
  {
    name: 'an address of 20 kB',
    bytes: () => get(`/api/v1/checks/${'a'.repeat(20_000)}`),
    status: 413,
    code: 'too-large',
  },
  {
    name: 'NUL in a parameter',
    bytes: () => get('/api/v1/checks?q=a%00b'),
    status: 422,
    code: 'tip-has-nul',
  },
  { name: 'NUL in a path', bytes: () => get('/api/v1/checks/a%00b'), status: 400, code: 'bad-request' },
  { name: 'a path that climbs', bytes: () => get('/api/v1/../../etc/passwd'), status: 404, code: null },
  { name: 'half an escape', bytes: () => get('/api/v1/checks/%'), status: 400, code: 'bad-request' },
  {
    name: 'bytes that are no text in a path',
    bytes: () => get('/api/v1/checks/%ff%fe'),
    status: 404,
    code: 'not-found',
  },
  {
    name: 'another host in the address: ours answers, as itself',
    bytes: () => get('http://evil.example/api/v1/checks/none'),
    status: 404,
    code: 'not-found',
    holds: ({ body }) => !body.includes('evil'),
  },
];
