// The parts of s3rver that tests use; it comes without types.
declare module '@20minutes/s3rver' {
  import type { IncomingMessage } from 'node:http';

  type Options = {
    readonly port: number;
    readonly address: string;
    readonly silent: boolean;
    readonly directory: string;
    readonly configureBuckets: readonly { readonly name: string }[];
  };
  type Stored = {
    readonly metadata: { readonly etag: string };
    readonly content: { readonly destroy: () => void } | null;
  };
  /** Of Koa, on which it is built. */
  export type Context = {
    readonly method: string;
    readonly path: string;
    readonly req: IncomingMessage;
    readonly get: (header: string) => string;
    readonly store: { readonly getObject: (bucket: string, key: string) => Promise<Stored | null> };
    status: number;
    type: string;
    body: unknown;
    length: number | undefined;
  };
  export type Middleware = (ctx: Context, next: () => Promise<void>) => Promise<void>;
  export default class S3rver {
    constructor(options: Options);
    readonly middleware: Middleware[];
    run(): Promise<{ readonly port: number }>;
    close(): Promise<void>;
  }
}
