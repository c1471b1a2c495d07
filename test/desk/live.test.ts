// How many may listen to the live stream at once: of one person, and of all.
import { expect, test } from 'vitest';
import { mostListeners } from '../../src/web/desk/live.ts';
import { addColleague, type DeskServer, deskServer } from './desk-server.ts';

type Who = DeskServer['team']['owner'];

const listens = (desk: DeskServer, who: Who): Promise<Response> => desk.as(who, 'GET', '/vi/desk/live');

/** Everything a stream still says, until it ends. */
const rest = async (stream: Response): Promise<string> => {
  let text = '';
  const decoder = new TextDecoder();
  for await (const chunk of stream.body!) text += decoder.decode(chunk, { stream: true });
  return text;
};

test('with one connection too many of a person the oldest ends, says why, and nobody else’s does', async () => {
  const desk = await deskServer();
  const { checker, editor } = desk.team;
  const colleague = await listens(desk, editor);
  const mine: Response[] = [];
  for (let n = 0; n < mostListeners.each; n++) mine.push(await listens(desk, checker));
  const [oldest, second, ...others] = mine;
  const more = await listens(desk, checker);
  expect(more.status).toBe(200);
  expect(await rest(oldest!)).toMatch(/event: full\ndata: \{\}\n\n$/);
  const still = await listens(desk, checker);
  expect(await rest(second!)).toContain('event: full');
  // The others go on until the server leaves, and then end without being told that they were too many.
  await desk.server.close();
  for (const stream of [colleague, ...others, more, still]) expect(await rest(stream)).not.toContain('event: full');
});

test('where all connections are taken, the next is told when to come again, and who leaves makes room', async () => {
  const desk = await deskServer({
    limits: { perClientPerMinute: 1e9, instancePerSecond: 1e9, bodyBytes: 1e6, slowBodyMs: 2000 },
  });
  const streams: Response[] = [];
  const people = mostListeners.all / mostListeners.each;
  for (let n = 0; n < people; n++) {
    const who = await addColleague(desk.database, 'trainee', `Người ${n}`);
    for (let m = 0; m < mostListeners.each; m++) streams.push(await listens(desk, who));
  }
  expect(streams.every(({ status }) => status === 200)).toBe(true);
  const refused = await listens(desk, desk.team.owner);
  expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '30']);
  await streams[0]?.body?.cancel();
  expect((await listens(desk, desk.team.owner)).status).toBe(200);
  expect((await listens(desk, desk.team.owner)).status).toBe(429);
  await desk.server.close();
});
