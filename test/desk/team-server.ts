// A web server over a real database where people really sign in, and a browser that only keeps cookies.
import { sql } from 'drizzle-orm';
import type { Role } from '../../src/core/rights.ts';
import { inviteMember, inviteOwner, type Letter, type Mail } from '../../src/desk/index.ts';
import { mailByMemory } from '../../src/outside/mail/index.ts';
import type { Database } from '../../src/store/index.ts';
import type { WebOptions } from '../../src/web/index.ts';
import { origin, testServer } from '../in-memory/server.ts';
import { memoryWorld } from '../in-memory/world.ts';
import { type StoredWorld, storedWorld } from '../temp-database.ts';
import { totp } from './totp.ts';

export const password = 'bốn con vịt qua sông';

export type Visitor = {
  /** A request with the cookies held; a record goes as a form from our own page. */
  readonly go: (path: string, form?: Readonly<Record<string, string>>) => Promise<Response>;
  /** A request of any method, without a body. */
  readonly send: (method: string, path: string) => Promise<Response>;
  readonly page: (path: string, form?: Readonly<Record<string, string>>) => Promise<string>;
  readonly cookies: () => string;
};

export type TeamServer = {
  readonly world: StoredWorld;
  readonly database: Database;
  readonly setClock: (at: string) => void;
  readonly letters: () => readonly Letter[];
  readonly visitor: (more?: Readonly<Record<string, string>>) => Visitor;
  /** The code of a link that lets somebody in. */
  readonly linkFor: (role: Role) => Promise<string>;
  /** Somebody new by a link, all the way in: name, password, second factor. */
  readonly joined: (role: Role, email: string) => Promise<Joined>;
};

export type Joined = Visitor & {
  readonly secret: string;
  readonly recovery: readonly string[];
  /** The code that was shown on coming in. */
  readonly used: string;
};

export const teamServer = async (
  more: Partial<WebOptions> = {},
  post: (kept: Mail) => Mail = (kept) => kept,
): Promise<TeamServer> => {
  const { world: stored, database, setClock } = await storedWorld();
  const mail = mailByMemory();
  const { ocr, fetch, pages } = memoryWorld();
  const world = { ...stored, mail: post(mail) };
  const { ask } = testServer({
    world: { ...world, ocr, fetch, pages },
    identity: { whoIs: (headers) => world.signIn.whoIs(headers.get('cookie')) },
    mailbox: mail.letters,
    ...more,
  });
  const visitor: TeamServer['visitor'] = (headers = {}) => {
    const held = new Map<string, string>();
    const asked = async (method: string, path: string, form?: Readonly<Record<string, string>>) => {
      const cookie = [...held].map(([name, value]) => `${name}=${value}`).join('; ');
      const reply = await ask(
        method,
        path,
        form === undefined ? undefined : new URLSearchParams(form),
        { ...(cookie === '' ? {} : { cookie }), origin, 'sec-fetch-site': 'same-origin', ...headers },
        '203.0.113.77',
      );
      for (const line of reply.headers.getSetCookie()) {
        const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
        if (value === '' || /max-age=0/i.test(line)) held.delete(name);
        else held.set(name, value);
      }
      return reply;
    };
    const go: Visitor['go'] = (path, form) => asked(form === undefined ? 'GET' : 'POST', path, form);
    return {
      go,
      send: asked,
      page: async (path, form) => (await go(path, form)).text(),
      cookies: () => [...held.keys()].join(' '),
    };
  };
  const linkFor = async (role: Role): Promise<string> => {
    const code = world.newId();
    const [owner] = await database.all<{ id: Parameters<typeof world.team.member>[0] }>(
      sql`select id from staff where role = 'owner' and state = 'active'`,
    );
    if (owner === undefined) await inviteOwner(world, { code, email: null });
    else await inviteMember(world, { id: owner.id, role: 'owner' }, { code, role, member: null, letter: null });
    return code;
  };
  return {
    world: stored,
    database,
    setClock,
    letters: mail.letters,
    visitor,
    linkFor,
    joined: async (role, email) => {
      const one = visitor();
      const name = `Người ${email.split('@')[0]?.replaceAll('.', ' ')}`;
      await one.go('/vi/join', { code: await linkFor(role), name, email, password });
      const secret = secretIn(await one.page('/vi/second-factor'));
      const used = totp(secret);
      const shown = await one.page('/vi/second-factor', { code: used, next: '/vi/desk' });
      const recovery = [...shown.matchAll(/<li><code>([^<]+)<\/code>/g)].map(([, code = '']) => code);
      return { ...one, secret, recovery, used };
    },
  };
};

/** The secret that a page shows for typing. */
export const secretIn = (page: string): string =>
  (/data-secret[^>]*>([A-Z2-7 ]+)</.exec(page)?.[1] ?? '').replaceAll(' ', '');

/** What a page carries on in hidden fields, by name. */
export const fieldsIn = (page: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    [...page.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g)].map(([, name = '', value = '']) => [
      name,
      value.replaceAll('&quot;', '"').replaceAll('&lt;', '<').replaceAll('&amp;', '&'),
    ]),
  );
