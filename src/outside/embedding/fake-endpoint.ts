// An endpoint on the loopback that pretends to be a model; for tests and for trying the command.
import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export type FakeEndpoint = {
  readonly url: string;
  /** The bodies that came, parsed, with their authorisation. */
  readonly asked: { readonly input: readonly string[]; readonly model: string; readonly key: string | undefined }[];
  readonly [Symbol.asyncDispose]: () => Promise<void>;
};

/** A model: what it makes of a text. */
export type FakeModel = (text: string) => readonly number[];

const dimensions = 64;

const direction = (word: string): readonly number[] => {
  const bytes = createHash('sha512').update(word).digest();
  return Array.from({ length: dimensions }, (_, i) => (bytes[i] ?? 0) / 127.5 - 1);
};

/** Words as directions, added up; `means` says which words are one to it. */
export const bagOfWords =
  (means: (word: string) => string = (word) => word): FakeModel =>
  (text) => {
    const sum = new Array<number>(dimensions).fill(0);
    for (const word of text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? ['']) {
      for (const [i, x] of direction(means(word)).entries()) sum[i] = (sum[i] ?? 0) + x;
    }
    return sum;
  };

/** The same text has the same vector, and no two texts have anything to do with each other. */
export const randomNoise: FakeModel = (text) => direction(`noise ${text}`);

type Misbehave = (request: IncomingMessage, response: ServerResponse, answer: () => void) => void;

/** Serves a model as `POST /v1/embeddings`; `misbehave` may answer otherwise, or later. */
export const fakeEndpoint = async (
  model: FakeModel,
  misbehave: Misbehave = (_request, _response, answer) => answer(),
): Promise<FakeEndpoint> => {
  const asked: FakeEndpoint['asked'] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { input, model: name } = JSON.parse(Buffer.concat(chunks).toString()) as { input: string[]; model: string };
      asked.push({ input, model: name, key: request.headers.authorization });
      misbehave(request, response, () => {
        if (request.url !== '/v1/embeddings') response.writeHead(404).end();
        else {
          const data = input.map((text, index) => ({ object: 'embedding', index, embedding: model(text) }));
          response
            .setHeader('content-type', 'application/json')
            .end(JSON.stringify({ object: 'list', data: data.reverse(), model: name }));
        }
      });
    });
  });
  await new Promise<void>((up) => server.listen(0, '127.0.0.1', up));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    asked,
    [Symbol.asyncDispose]: () =>
      new Promise<void>((down) => {
        server.close(() => down());
        server.closeAllConnections();
      }),
  };
};
