// What the credentials of a picture are worth, in words, on the pages of its case in both languages, and over the API.
import { expect, test } from 'vitest';
import en from '../../locales/en.json' with { type: 'json' };
import vi from '../../locales/vi.json' with { type: 'json' };
import { provenanceReader } from '../../src/outside/provenance/index.ts';
import { illegible, readsIn } from '../in-memory/reads.ts';
import { origin, testServer } from '../in-memory/server.ts';
import { memoryWorld } from '../in-memory/world.ts';
import { madeWith, type OfKind, picturesOfEachKind, signedBy } from '../provenance/signed-pictures.ts';
import { readyCase } from './deciding.ts';
import { deskServer, identityByHeader } from './desk-server.ts';

const { anchors, kinds } = await picturesOfEachKind();
const words = { vi, en };

/** A server that trusts these; each picture is laid on one case by a program, and its file is given. */
const laidWith = async (trusted: string | null) => {
  const desk = await deskServer();
  const { world, database, team } = desk;
  const { fetch, pages } = memoryWorld();
  const { server } = testServer({
    world: {
      ...world,
      fetch,
      pages,
      ocr: readsIn(illegible(0)),
      readProvenance: provenanceReader({ anchors: trusted }),
    },
    identity: identityByHeader(world.team, () => new Date('2100-01-01T00:00:00Z')),
  });
  const ready = await readyCase(database, { writer: team.checker, approver: team.reviewer });
  const ask = (path: string, more: RequestInit = {}) => {
    const headers = { 'x-test-member': team.checker.id, origin, 'sec-fetch-site': 'same-origin', ...more.headers };
    return server.fetch(new Request(`http://x.example${path}`, { ...more, headers }));
  };
  const lay = async ({ bytes }: OfKind): Promise<string> => {
    const reply = await ask(`/api/v1/desk/cases/${ready.number}/pictures`, {
      method: 'POST',
      body: Uint8Array.from(bytes),
      headers: { 'content-type': 'application/octet-stream' },
    });
    expect(reply.status, await reply.clone().text()).toBe(201);
    return (await reply.json()).file;
  };
  /** The sentences beside a picture on a page. */
  const sentences = async (lang: 'vi' | 'en', page: string, file: string): Promise<readonly string[]> => {
    const html = await (await ask(`/${lang}/desk/cases/${ready.number}${page}`)).text();
    const [, list = ''] =
      new RegExp(`/pictures/${file}\\.webp.*?<ul class="picture-says">(.*?)</ul>`, 's').exec(html) ?? [];
    return [...list.matchAll(/<li>(.*?)<\/li>/gs)].map(([, text = '']) => text);
  };
  const told = async (): Promise<readonly { readonly file: string; readonly says: object }[]> =>
    (await (await ask(`/api/v1/desk/cases/${ready.number}`)).json()).pictures;
  return { lay, sentences, told };
};

test.each([
  ['nobody is trusted', null],
  ['the signer of one is trusted', anchors],
] as const)('where %s, each picture tells what its credentials are worth, in both languages', async (_, trusted) => {
  const { lay, sentences, told } = await laidWith(trusted);
  for (const kind of Object.values(kinds)) {
    const file = await lay(kind);
    const state = trusted === null ? kind.state : kind.withAnchors;
    const isWhole = state === 'untrusted' || state === 'trusted';
    const says = {
      ...{ credentials: state, signedOn: null, takenOn: null, software: null },
      ...{ signedBy: state === 'trusted' ? signedBy : null },
      ...{ madeWith: isWhole ? madeWith : null, declared: isWhole ? 'by-model' : null },
    };
    expect((await told()).find((one) => one.file === file)?.says).toEqual(says);
    for (const lang of ['vi', 'en'] as const)
      for (const page of ['', '/pictures'])
        expect(await sentences(lang, page, file)).toEqual([
          words[lang][`provenance.credentials.${state}`],
          ...(state === 'trusted' ? [words[lang]['picture.says.signed-by'].replace('{name}', signedBy)] : []),
          ...(isWhole ? [words[lang]['provenance.declared.by-model']] : []),
          ...(isWhole ? [words[lang]['picture.says.made-with'].replace('{name}', madeWith)] : []),
        ]);
  }
});

test('a picture without credentials is never said to be made up: that they are absent says nothing', () => {
  const [viAbsent, enAbsent] = [vi['provenance.credentials.absent'], en['provenance.credentials.absent']];
  expect(viAbsent).toContain('Điều đó không nói lên gì');
  expect(enAbsent).toContain('That says nothing');
  for (const sentence of [viAbsent, enAbsent])
    expect(sentence).not.toMatch(/fake|made up|false|altered|suspicious|giả|dựng|sai|nghi ngờ|AI\b/i);
});
