// Whether a reply is one that the document tells of.
import type { Described, Spec } from './document.ts';
import { misfits } from './fits.ts';

/** A reply is one that the document tells of, in status, type and body, and what is the team's is kept by nobody. */
export const judge = async (
  op: Described,
  call: { readonly method: string; readonly path: string; readonly body?: string },
  response: Response,
  { schemas }: Spec,
): Promise<unknown> => {
  const said = `${call.method} ${call.path} ${call.body ?? ''} -> ${response.status}`;
  if (response.status >= 500) throw new Error(`${said} ${await response.text()}`);
  const described = op.responses[String(response.status)];
  if (described === undefined)
    throw new Error(`${said}: a status the document does not tell of ${await response.text()}`);
  if (op.right !== null) {
    const { headers } = response;
    if (headers.get('cache-control') !== 'no-store') throw new Error(`${said}: could be kept`);
    if (headers.has('access-control-allow-origin')) throw new Error(`${said}: open to others`);
  }
  // What goes on until its reader leaves is left at once; what it says has tests of its own.
  if (described.content?.['text/event-stream'] !== undefined) {
    await response.body?.cancel();
    return null;
  }
  const text = await response.text();
  if (described.content === undefined) {
    if (response.status === 204 && text !== '') throw new Error(`${said}: a body`);
    return null;
  }
  const [type = ''] = (response.headers.get('content-type') ?? '').split(';');
  const schema = described.content[type]?.schema;
  if (schema === undefined) throw new Error(`${said}: ${type} is not in the document`);
  const value: unknown = JSON.parse(text);
  const wrong = misfits(value, schema, schemas);
  if (wrong.length > 0) throw new Error(`${said}: ${wrong.slice(0, 5).join('; ')}`);
  return response.status < 300 ? value : null;
};
