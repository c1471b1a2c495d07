// One operation of the API: what it takes, what it gives, and the one way a request to it is read and refused.
import { createHash } from 'node:crypto';
import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi';
import { readBody } from '../body.ts';
import type { Asked, Door, WebEnv } from '../door.ts';
import { etagOf, isHeld } from '../etag.ts';
import { mediaType } from '../form-door.ts';
import { parseJson } from '../json-door.ts';
import { type Problem, type ProblemCode, statusOf } from '../problem.ts';
import { idempotencyKey, type ReusedKeys } from '../reused-keys.ts';
import { type Caller, callerFor, type Guard } from './caller.ts';
import type { Replays } from './replays.ts';
import { problem } from './schemas.ts';

export const base = '/api/v1';

type Shape = z.ZodObject;
type Given<T> = T extends z.ZodType ? z.output<T> : undefined;

/** A JSON body, or bytes of some media types with a cap of their own. */
type BodyRule<B> = { readonly json: B } | { readonly bytes: number; readonly types: readonly string[] };

export type Request<P, Q, B> = {
  readonly asked: Asked;
  readonly params: Given<P>;
  readonly query: Given<Q>;
  readonly json: Given<B>;
  readonly bytes: Buffer;
  /** SHA-256 of the body as it came, and the key it came under. */
  readonly once: { readonly key: string; readonly body: string } | null;
  /** Who calls, where the operation is guarded; null on public ones. */
  readonly who: Caller | null;
};

/** What every operation keeps between requests. */
export type Memory = { readonly reused: ReusedKeys; readonly replays: Replays };

export type Operation = {
  readonly method: 'get' | 'post' | 'delete';
  /** In the words of OpenAPI: `/checks/{key}`. */
  readonly path: string;
  readonly summary: string;
  readonly detail: string;
  /** Whom it is for; absent: anybody. */
  readonly guard?: Guard;
  readonly mount: (app: OpenAPIHono<WebEnv>, door: Door, memory: Memory) => void;
};

export type Definition<P extends Shape | undefined, Q extends Shape | undefined, B extends z.ZodType | undefined> = {
  readonly method: Operation['method'];
  readonly path: string;
  /** The route where the router's own pattern has to be spelled otherwise. */
  readonly pattern?: string;
  readonly summary: string;
  readonly detail: string;
  readonly params?: P;
  readonly query?: Q;
  readonly body?: BodyRule<B>;
  /** Whom it is for; asked before anything of the request is read. */
  readonly guard?: Guard;
  /** Keeps its own memory of idempotency keys, with the reply. */
  readonly remembers?: boolean;
  /** JSON, unless a reply names another `type`. */
  readonly replies: Readonly<
    Record<number, { readonly description: string; readonly schema?: z.ZodType; readonly type?: string }>
  >;
  readonly problems: readonly ProblemCode[];
  readonly answer: (door: Door, request: Request<P, Q, B>) => Promise<Response | Problem>;
};

const always: readonly ProblemCode[] = ['bad-request', 'rate-limited', 'store-away', 'internal'];
const ofBodies: readonly ProblemCode[] = ['too-large', 'slow-body', 'unsupported-media-type', 'idempotency-key-reused'];
const ofJson: readonly ProblemCode[] = [
  'unreadable-json',
  'too-deep',
  'tip-has-nul',
  'tip-not-unicode',
  'invalid-input',
];

/** Makes an operation: its description for the document and its handler share one definition. */
export const operation = <
  P extends Shape | undefined = undefined,
  Q extends Shape | undefined = undefined,
  B extends z.ZodType | undefined = undefined,
>(
  definition: Definition<P, Q, B>,
): Operation => ({
  method: definition.method,
  path: definition.path,
  summary: definition.summary,
  detail: definition.detail,
  ...(definition.guard ? { guard: definition.guard } : {}),
  mount: (app, door, memory) => {
    app.openAPIRegistry.registerPath(describe(definition));
    const pattern = base + (definition.pattern ?? definition.path.replaceAll(/\{(\w+)\}/g, ':$1'));
    app.on(definition.method.toUpperCase(), pattern, async (asked) => {
      const who = definition.guard ? await callerFor(door, asked, definition.guard) : null;
      const request = who !== null && 'code' in who ? who : await read(definition, door, memory.reused, asked, who);
      const answer = 'code' in request ? request : await answered(definition, door, memory, request);
      return answer instanceof Response ? answer : door.problem(asked, answer);
    });
  },
});

/** The team's programs may send again what they are not sure has arrived: it is done once, and answered alike. */
const answered = <P extends Shape | undefined, Q extends Shape | undefined, B extends z.ZodType | undefined>(
  d: Definition<P, Q, B>,
  door: Door,
  { replays }: Memory,
  request: Request<P, Q, B>,
): Promise<Response | Problem> => {
  const work = () => d.answer(door, request);
  return request.once && d.guard && !d.remembers ? replays(request.once.key, work) : work();
};

const describe = <P extends Shape | undefined, Q extends Shape | undefined, B extends z.ZodType | undefined>(
  d: Definition<P, Q, B>,
) => {
  const json = d.body && 'json' in d.body ? d.body.json : undefined;
  const problems = [
    ...new Set([
      ...d.problems,
      ...(d.body ? ofBodies : []),
      ...(json ? ofJson : []),
      ...(d.query ? ['invalid-input' as const, 'tip-has-nul' as const] : []),
      ...(d.params ? ['not-found' as const] : []),
      ...always,
    ]),
  ];
  const statuses = [...new Set(problems.map(statusOf))].sort((a, b) => a - b);
  const refusals = statuses.map((status) => {
    const codes = problems.filter((code) => statusOf(code) === status);
    return [
      status,
      { description: codes.join(', '), content: { 'application/problem+json': { schema: problem } } },
    ] as const;
  });
  const replies = Object.entries(d.replies).map(
    ([status, { description, schema, type = 'application/json' }]) =>
      [status, { description, ...(schema ? { content: { [type]: { schema } } } : {}) }] as const,
  );
  const content = json
    ? { 'application/json': { schema: json } }
    : d.body && 'types' in d.body
      ? Object.fromEntries(
          d.body.types.map((type) => [type, { schema: { type: 'string' as const, format: 'binary' } }]),
        )
      : undefined;
  return createRoute({
    method: d.method,
    path: base + d.path,
    summary: d.summary,
    description: d.guard ? `${d.detail} ${needs(d.guard)}` : d.detail,
    ...(d.guard ? guarded(d.guard) : {}),
    request: {
      ...(d.params ? { params: d.params } : {}),
      ...(d.query ? { query: d.query } : {}),
      ...(d.method === 'post'
        ? { headers: z.object({ 'Idempotency-Key': z.string().min(1).max(255).optional() }) }
        : {}),
      ...(content ? { body: { required: true, content } } : {}),
    },
    responses: Object.fromEntries([...replies, ...refusals]),
  });
};

const needs = ({ right, by }: Guard): string => {
  const ways: Readonly<Record<Guard['by'], string>> = {
    anyone: '',
    person: ' Only for a person who signed in: a token is refused (`not-by-token`).',
    proven:
      ' Only for a person who has shown the second factor within ten minutes (`step-up-needed`); a token is refused (`not-by-token`).',
  };
  return `Needs the right \`${right}\`.${ways[by]}`;
};

/** In the document: what opens it, the right that it needs, and whether that has to be a person who just showed the second factor. */
const guarded = ({ right, by }: Guard) => ({
  security: by === 'anyone' ? [{ token: [] }, { session: [] }] : [{ session: [] }],
  'x-right': right,
  ...(by === 'proven' ? { 'x-step-up': true } : {}),
});

const read = async <P extends Shape | undefined, Q extends Shape | undefined, B extends z.ZodType | undefined>(
  d: Definition<P, Q, B>,
  door: Door,
  reused: ReusedKeys,
  asked: Asked,
  who: Caller | null,
): Promise<Request<P, Q, B> | Problem> => {
  const params = checked(d.params, asked.req.param());
  if ('problem' in params) return { code: 'not-found' };
  const search = queryOf(d.query, new URL(asked.req.url).searchParams);
  if ('code' in search) return search;
  const query = checked(d.query, search.values);
  if ('problem' in query) return query.problem;
  const key = idempotencyKey(asked.req.header('idempotency-key'));
  if (key === null) return { code: 'bad-request', field: 'Idempotency-Key' };
  const body = await bodyOf(d, door, asked);
  if ('code' in body) return body;
  const json = checked(d.body && 'json' in d.body ? d.body.json : undefined, body.json);
  if ('problem' in json) return json.problem;
  const once =
    d.method === 'post' && key !== undefined
      ? { key: `${who?.member.id ?? ''} ${d.method} ${asked.req.path} ${key}`.trimStart(), body: hashOf(body.bytes) }
      : null;
  if (once && !d.remembers && !reused.same(hashOf(Buffer.from(once.key)), once.body))
    return { code: 'idempotency-key-reused', field: 'Idempotency-Key' };
  return {
    asked,
    params: params.value as Given<P>,
    query: query.value as Given<Q>,
    json: json.value as Given<B>,
    bytes: body.bytes,
    once,
    who,
  };
};

const hashOf = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

const checked = (
  schema: z.ZodType | undefined,
  value: unknown,
): { readonly value: unknown } | { readonly problem: Problem } => {
  if (schema === undefined) return { value: undefined };
  const result = schema.safeParse(value);
  if (result.success) return { value: result.data };
  const errors = result.error.issues.flatMap(wrongIn).slice(0, mostErrors);
  const field = errors[0]?.field;
  return { problem: { code: 'invalid-input', ...(field === undefined ? {} : { field }), errors } };
};

const mostErrors = 20;
type Issue = z.core.$ZodIssue;
type Wrong = NonNullable<Problem['errors']>[number];

/** The fields that an issue is about; none where it is about the whole. */
const wrongIn = (issue: Issue): readonly Wrong[] => {
  const at = issue.path.filter((part) => typeof part === 'string').join('.');
  const within = (name: string) => (at === '' ? name : `${at}.${name}`);
  if (issue.code === 'unrecognized_keys') return issue.keys.map((name) => ({ field: nameOf(within(name)) }));
  if (at === '') return [];
  const allowed = issue.code === 'invalid_value' ? issue.values.filter(isTellable) : [];
  return [{ field: nameOf(at), ...(allowed.length === 0 ? {} : { allowed }) }];
};

const isTellable = (value: unknown): value is string | number | boolean =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';

const nameOf = (field: string): string => field.slice(0, 100).toWellFormed();

/** Query parameters by name; one that takes a list may stand several times, any other once. */
const queryOf = (
  schema: Shape | undefined,
  search: URLSearchParams,
): { readonly values: Record<string, string | readonly string[]> } | Problem => {
  const values: Record<string, string | readonly string[]> = {};
  for (const name of new Set(search.keys())) {
    const given = search.getAll(name);
    const list = schema?.shape[name] !== undefined && acceptsList(schema.shape[name] as z.ZodType);
    if (!list && given.length > 1) return { code: 'invalid-input', field: name.slice(0, 100).toWellFormed() };
    if (given.some((text) => text.includes('\0')))
      return { code: 'tip-has-nul', field: name.slice(0, 100).toWellFormed() };
    values[name] = list ? given : (given[0] ?? '');
  }
  return { values };
};

const acceptsList = (schema: z.ZodType): boolean =>
  schema instanceof z.ZodArray || (schema instanceof z.ZodOptional && schema.unwrap() instanceof z.ZodArray);

const bodyOf = async <B extends z.ZodType | undefined>(
  { body: rule }: { readonly body?: BodyRule<B> },
  door: Door,
  asked: Asked,
): Promise<{ readonly bytes: Buffer; readonly json: unknown } | Problem> => {
  if (rule === undefined) return { bytes: Buffer.alloc(0), json: undefined };
  const { limits } = door.options;
  const types = 'types' in rule ? rule.types : ['application/json'];
  if (!types.includes(mediaType(asked.req.header('content-type'))))
    return { code: 'unsupported-media-type', field: 'Content-Type' };
  const caps = { bytes: 'bytes' in rule ? rule.bytes : limits.bodyBytes, milliseconds: limits.slowBodyMs };
  const body = await readBody({ incoming: asked.env.incoming, request: asked.req.raw }, caps);
  if (!body.ok) return body.error;
  if ('types' in rule) return { bytes: body.value, json: undefined };
  const parsed = parseJson(body.value);
  return parsed.ok ? { bytes: body.value, json: parsed.value } : parsed.error;
};

/** A JSON reply. What is asked for by GET carries a validator, is open to other sites' scripts, and answers 304 to who holds it. */
export const jsonReply = (
  asked: Asked,
  value: unknown,
  more: { readonly status?: number; readonly headers?: Readonly<Record<string, string>> } = {},
): Response => {
  const body = JSON.stringify(value);
  const headers: Record<string, string> = {
    'content-type': 'application/json; charset=utf-8',
    'cache-control': 'no-store',
    ...more.headers,
  };
  if (asked.req.method !== 'GET' && asked.req.method !== 'HEAD')
    return new Response(body, { status: more.status ?? 200, headers });
  const etag = etagOf(body);
  const open = {
    ...headers,
    etag,
    'access-control-allow-origin': '*',
    'access-control-expose-headers': 'Link, ETag, Retry-After',
  };
  return isHeld(asked.req.header('if-none-match'), etag)
    ? new Response(null, { status: 304, headers: open })
    : new Response(body, { status: more.status ?? 200, headers: open });
};

/** Public data: may be kept, but is asked about again each time. */
export const revalidated = { 'cache-control': 'public, no-cache', vary: 'Accept-Language' } as const;
