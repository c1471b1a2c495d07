// Compressed bodies: which form a client takes, and making it.
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

export const encodings = ['br', 'gzip', 'identity'] as const;
export type Encoding = (typeof encodings)[number];

const remembered = new Map<string, Encoding>();

/** The form to send for an `Accept-Encoding` header (RFC 9110, section 12.5.3); of equal weights the smallest body. */
export const negotiate = (header: string | undefined): Encoding => {
  if (header === undefined || header === '') return 'identity';
  const known = remembered.get(header);
  if (known) return known;
  const chosen = choose(header.slice(0, 500));
  // A handful of browsers make nearly all requests; anything odd is parsed anew, so the memory stays small.
  if (remembered.size < 64 && header.length < 100) remembered.set(header, chosen);
  return chosen;
};

const choose = (header: string): Encoding => {
  const weights = new Map<string, number>();
  for (const part of header.toLowerCase().split(',')) {
    const [name = '', ...parameters] = part.split(';').map((p) => p.trim());
    const q = parameters.find((p) => p.startsWith('q='));
    weights.set(name === 'x-gzip' ? 'gzip' : name, q === undefined ? 1 : Number(q.slice(2)) || 0);
  }
  const other = weights.get('*') ?? 0;
  const weightOf = (name: Encoding) => weights.get(name) ?? (name === 'identity' ? Math.max(other, 0.001) : other);
  return encodings.reduce((best, name) => (weightOf(name) > weightOf(best) ? name : best));
};

const brotli = promisify(brotliCompress);
const zip = promisify(gzip);

/** The body in an encoding. `hard`: made once and sent many times, so it may take its time. */
export const compress = async (body: Buffer, encoding: Encoding, hard = false): Promise<Buffer> => {
  if (encoding === 'br')
    return brotli(body, {
      params: { [constants.BROTLI_PARAM_QUALITY]: hard ? 11 : 5, [constants.BROTLI_PARAM_SIZE_HINT]: body.length },
    });
  return encoding === 'gzip' ? zip(body, { level: hard ? 9 : 6 }) : body;
};
