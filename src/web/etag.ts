// Whether the client already holds what would be sent (RFC 9110, sections 8.8 and 13.1.2).
import { createHash } from 'node:crypto';

/** A strong validator of these bytes; `form` keeps the encodings of one page apart. */
export const etagOf = (body: Uint8Array | string, form = ''): string =>
  `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}${form === '' ? '' : `-${form}`}"`;

/** Whether `If-None-Match` names this validator, compared weakly. */
export const isHeld = (header: string | undefined | null, etag: string): boolean => {
  if (!header) return false;
  if (header === etag || header === '*') return true;
  return header
    .slice(0, 2000)
    .split(',')
    .some((one) => one.trim().replace(/^W\//, '') === etag);
};
