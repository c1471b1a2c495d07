import { createHmac } from 'node:crypto';

export type Signed = { readonly id: string; readonly at: Date; readonly body: string; readonly secret: string };

/**
 * The headers of a signed message (Standard Webhooks 1.0): HMAC-SHA-256 over `id.timestamp.body`, so that neither a changed
 * body nor an old message sent again passes. `secret` is `whsec_` and base64; time is in whole seconds.
 */
export const signedHeaders = ({ id, at, body, secret }: Signed): Readonly<Record<string, string>> => {
  const timestamp = String(Math.floor(at.getTime() / 1000));
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
  const signature = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64');
  return { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': `v1,${signature}` };
};
