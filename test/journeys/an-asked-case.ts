// A case that somebody asked, with an address left for the answer, and what a team and its askers do with it.
import { sql } from 'drizzle-orm';
import { ok } from '../../src/base/result.ts';
import { type Mail, type Member, replyToAskers, sendOutbox, triage } from '../../src/desk/index.ts';
import { type DeskServer, deskServer } from '../desk/desk-server.ts';
import { leaveAddress } from '../desk/left-address.ts';
import { sampleChecks } from '../desk/sample-checks.ts';
import { origin } from '../in-memory/server.ts';

export const bus = 'Trạm xe buýt ở phố tôi sẽ dời sang bờ hồ vào tháng sau';
export const wrong = 'nuoc-chanh-nong-va-ung-thu';
export const proven = () => new Date('2100-01-01T00:00:00Z');

export const anybody = (desk: DeskServer, method: string, path: string, fields?: Record<string, string>) =>
  desk.server.fetch(new Request(`${origin}${path}`, { method, ...(fields && { body: new URLSearchParams(fields) }) }));

/** Somebody asked, left an address and waits; gives the ticket and the number of the case. */
export const begin = async (until: () => Date | null = proven) => {
  const desk = await deskServer({}, until);
  await sampleChecks(desk, [wrong]);
  const reply = await (await anybody(desk, 'POST', '/vi/ask', { text: bus })).text();
  const ticket = /\/vi\/tickets\/[0-9a-f]{32}/.exec(reply)?.[0] ?? '';
  const contact = { email: 'lan@hoi.example', consent: 'yes' };
  await leaveAddress(desk, `${ticket}/contact`, contact);
  await triage(desk.world);
  const [found] = await desk.database.all<{ number: number }>(
    sql`select number from cases where origin = 'asked' and state = 'open'`,
  );
  return { desk, ticket, number: found!.number };
};

/** What leaves by mail. */
export const sent = async ({ world }: DeskServer): Promise<readonly string[]> => {
  const letters: string[] = [];
  const mail: Mail = {
    send: async ({ text }) => {
      letters.push(text);
      return ok(null);
    },
  };
  await replyToAskers(world);
  await sendOutbox({ ...world, mail });
  return letters;
};
export const addresses = ({ database }: DeskServer) => database.all(sql`select from contacts where sealed is not null`);

export const press = (desk: DeskServer, who: Member, path: string, fields: Readonly<Record<string, string>>) =>
  desk.as(who, 'POST', `/vi/desk${path}`, new URLSearchParams(fields));
export const api = async (desk: DeskServer, who: Member, method: string, path: string, body?: object) => {
  const reply = await desk.as(who, method, `/api/v1/desk${path}`, body);
  return { status: reply.status, json: reply.status === 204 ? null : await reply.json() };
};
export const stateOf = async ({ database }: DeskServer, number: number) =>
  (await database.all<{ state: string }>(sql`select state from cases where number = ${number}`))[0]?.state;
