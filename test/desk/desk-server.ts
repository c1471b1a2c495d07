// A web server over a real database with a team in it, where a request says itself who it comes from.
import { createHash, randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import type { Id } from '../../src/base/ids.ts';
import { type Role, roles, type StaffId } from '../../src/core/rights.ts';
import type { Identity, Member } from '../../src/desk/index.ts';
import type { Database } from '../../src/store/index.ts';
import type { WebOptions } from '../../src/web/index.ts';
import { origin, type TestServer, testServer } from '../in-memory/server.ts';
import { memoryWorld } from '../in-memory/world.ts';
import { type StoredWorld, storedWorld } from '../temp-database.ts';

export type Colleagues = Readonly<Record<Role, Member>>;

export type DeskServer = Pick<TestServer, 'server' | 'lines' | 'operator'> & {
  readonly world: StoredWorld;
  readonly database: Database;
  readonly setClock: (at: string) => void;
  /** One person of each role. */
  readonly team: Colleagues;
  /** A request from our own page by one of the team; a body of URLSearchParams goes as a form, an object as JSON. */
  readonly as: (who: Member, method: string, path: string, body?: object | string) => Promise<Response>;
};

const header = 'x-test-member';

/** Requests name their member in a header: for tests of pages, where signing in is not what is tested. */
export const identityByHeader = (team: StoredWorld['team'], proven: () => Date | null): Identity => ({
  whoIs: async (headers) => {
    const member = await team.member((headers.get(header) ?? '') as StaffId).catch(() => undefined);
    return member?.state === 'active' ? { member, session: `test ${member.id}`, provenUntil: proven() } : undefined;
  },
});

/** Puts one more person into the team. */
export const addColleague = async (database: Database, role: Role, name: string): Promise<Member> => {
  const id = randomUUID() as Id;
  const email = `${createHash('sha256').update(id).digest('hex').slice(0, 8)}@toasoan.example`;
  await database.all(sql`
    insert into staff (id, name, email, email_verified, role, lang, two_factor, created_at, updated_at)
    values (${id}, ${name}, ${email}, true, ${role}, 'vi', true, '2026-11-01', '2026-11-01')`);
  return { id, name, email, role, state: 'active', lang: 'vi', twoFactor: true };
};

const names: Readonly<Record<Role, string>> = {
  trainee: 'Lê Thị Tập',
  checker: 'Trần Văn Kiểm',
  reviewer: 'Phạm Thu Duyệt',
  editor: 'Ngô Minh Biên',
  owner: 'Đỗ Hải Chủ',
};

/** The server, its team and a way to ask as one of them. The second factor counts as shown unless `proven` says otherwise. */
export const deskServer = async (
  more: Partial<WebOptions> = {},
  proven: () => Date | null = () => new Date('2100-01-01T00:00:00Z'),
  read: WebOptions['world']['ocr'] = memoryWorld().ocr,
): Promise<DeskServer> => {
  const { world, database, setClock } = await storedWorld();
  const members = await Promise.all(roles.map((role) => addColleague(database, role, names[role])));
  const team = Object.fromEntries(members.map((member) => [member.role, member])) as Colleagues;
  const { fetch, pages } = memoryWorld();
  const { server, lines, ask, operator } = testServer({
    world: { ...world, ocr: read, fetch, pages },
    identity: identityByHeader(world.team, proven),
    ...more,
  });
  const as: DeskServer['as'] = (who, method, path, body) =>
    ask(method, path, body, { [header]: who.id, origin, 'sec-fetch-site': 'same-origin' });
  return { world, database, setClock, server, lines, operator, team, as };
};
