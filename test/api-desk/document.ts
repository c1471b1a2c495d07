// The OpenAPI document as tests read it: its operations, and its schemas.
import { expect } from 'vitest';
import type { Right } from '../../src/core/rights.ts';

export type Schema = { readonly [keyword: string]: unknown };

export type Described = {
  readonly name: string;
  readonly method: string;
  readonly path: string;
  readonly parameters: readonly {
    readonly name: string;
    readonly in: string;
    readonly required?: boolean;
    readonly schema: Schema;
  }[];
  /** By media type. */
  readonly body: Readonly<Record<string, { readonly schema: Schema }>> | null;
  readonly responses: Readonly<
    Record<string, { readonly content?: Readonly<Record<string, { readonly schema?: Schema }>> }>
  >;
  readonly security: readonly Readonly<Record<string, unknown>>[] | null;
  readonly right: Right | null;
  readonly stepUp: boolean;
};

export type Spec = { readonly operations: readonly Described[]; readonly schemas: Readonly<Record<string, Schema>> };

type Raw = {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, unknown>>>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
};

/** The document as the server gives it. */
export const documentOf = async (server: {
  readonly fetch: (request: Request) => Promise<Response>;
}): Promise<Spec> => {
  const response = await server.fetch(new Request('http://x.example/api/v1/openapi.json'));
  expect(response.status).toBe(200);
  const raw = (await response.json()) as Raw;
  const operations = Object.entries(raw.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, d]): Described => {
      const body = d.requestBody as { readonly content: NonNullable<Described['body']> } | undefined;
      return {
        name: `${method.toUpperCase()} ${path}`,
        method: method.toUpperCase(),
        path,
        parameters: (d.parameters ?? []) as Described['parameters'],
        body: body?.content ?? null,
        responses: d.responses as Described['responses'],
        security: (d.security ?? null) as Described['security'],
        right: (d['x-right'] ?? null) as Right | null,
        stepUp: d['x-step-up'] === true,
      };
    }),
  );
  return { operations, schemas: raw.components.schemas };
};

/** A schema without references and with what `allOf` puts together as one. */
export const resolved = (schema: Schema, schemas: Spec['schemas']): Schema => {
  const ref = schema.$ref;
  if (typeof ref === 'string') return resolved(schemas[ref.split('/').at(-1) ?? ''] ?? {}, schemas);
  if (!Array.isArray(schema.allOf)) return schema;
  const { allOf, ...own } = schema;
  const parts = [...(allOf as Schema[]).map((part) => resolved(part, schemas)), own];
  return Object.assign({}, ...parts, {
    properties: Object.assign({}, ...parts.map(({ properties }) => properties)),
    required: parts.flatMap(({ required }) => (required as string[] | undefined) ?? []),
  }) as Schema;
};
