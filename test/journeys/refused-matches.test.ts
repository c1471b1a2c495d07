// Checks whose words agree with a question and that are another claim: offered with the reason, never given as the answer.
import { expect, test } from 'vitest';
import en from '../../locales/en.json' with { type: 'json' };
import type { Doubt } from '../../src/desk/index.ts';
import { ownCheck } from '../in-memory/made-checks.ts';
import { testServer } from '../in-memory/server.ts';
import wrong from '../vectors/wrong-matches.json' with { type: 'json' };

type Reply = {
  readonly outcome: string;
  readonly claims: readonly {
    readonly answers: readonly {
      readonly why: { readonly doubt: Doubt; readonly reasons: readonly unknown[]; readonly words: readonly string[] };
    }[];
  }[];
};

const words: Readonly<Record<string, string>> = en;

test('there are ten of them at least', () => expect(wrong.matches.length).toBeGreaterThanOrEqual(10));

test.each(wrong.matches)(
  'the API and the page say why this is not the answer: $message',
  async ({ message, claim, refused }) => {
    const at = testServer();
    at.world.add(ownCheck(at.world, { slug: 'near', claim }));
    const reply = (await (await at.ask('POST', '/api/v1/tips', { text: message })).json()) as Reply;
    expect(reply.outcome).toBe('perhaps');
    const why = reply.claims[0]?.answers[0]?.why;
    expect(refused).toContain(why?.doubt);
    expect(why?.reasons.length).toBeGreaterThan(0);
    const page = await (await at.ask('POST', '/en/ask', new URLSearchParams({ text: message }))).text();
    expect(page).toContain(words[`doubt.${why?.doubt}`]);
    expect(page).toContain(words['why.decided']);
  },
);

test('a chance is told of the nearest check alone, and not among few checks', async () => {
  const at = testServer();
  const claims = ['Drinking hot lemon water every day cures cancer', 'Drinking cold lemon water every day cures fever'];
  for (const [i, claim] of claims.entries()) at.world.add(ownCheck(at.world, { slug: `lemon-${i}`, claim }));
  const chances = async (): Promise<readonly (number | null)[]> => {
    const asked = await at.ask('POST', '/api/v1/tips', { text: claims[0] });
    const reply = (await asked.json()) as { claims: { answers: { probability: number | null }[] }[] };
    return reply.claims[0]?.answers.map(({ probability }) => probability) ?? [];
  };
  expect(await chances()).toEqual([null, null]);
  for (let i = 0; i < 1000; i++)
    at.world.index.put({ checkId: `other-${i}`, texts: [{ kind: 'claim', text: `Something else ${i}` }], links: [] });
  expect(await chances()).toEqual([expect.any(Number), null]);
});
