// A whole world in memory: real rules, the real index, plain maps where a database would be, and a switch to take it away.
import { createHash, createHmac } from 'node:crypto';
import type { Json } from '../../src/base/canonical-json.ts';
import type { Id } from '../../src/base/ids.ts';
import { ok, refuse } from '../../src/base/result.ts';
import type { Alias } from '../../src/core/alias.ts';
import { type Check, type CheckCard, cardOf, type Source } from '../../src/core/check.ts';
import type { Tip } from '../../src/core/tip.ts';
import type { CheckToSave, ImportLine, ImportRun, NewTip, Remembered, WithheldAnswer } from '../../src/desk/index.ts';
import { nothingRead } from '../../src/desk/source-ports.ts';
import { StoreAway } from '../../src/desk/store-away.ts';
import { certainFrom, createIndex } from '../../src/kit/search/index.ts';
import { analyzer } from '../../src/kit/text/index.ts';
import { knownInMemory, openSight } from '../../src/outside/pictures/index.ts';
import { noStills } from '../../src/outside/video/index.ts';
import type { WebWorld } from '../../src/web/index.ts';
import { fits, newestFirst } from '../../src/web/listing.ts';
import { decoderHere } from './decoder-here.ts';
import { signersOfTests } from './log.ts';
import { nobodyAskedAgain } from './nobody-asked-again.ts';
import { nobodyRates } from './nobody-rates.ts';
import { paintsOver } from './reads.ts';

export type MemoryWorld = WebWorld & {
  /** Puts a check where pages, the index and memory find it. */
  readonly add: (check: Check) => void;
  /** Takes the database away, or brings it back. */
  readonly away: (gone: boolean) => void;
  readonly at: (time: string) => void;
  readonly tipsHeld: () => readonly Tip[];
  readonly feedbackHeld: () => ReadonlyMap<string, boolean>;
  /** Puts a wording, or an answer proposed or held back, where the operator's page finds it. */
  readonly teach: (alias: Alias) => void;
  readonly withhold: (answer: WithheldAnswer) => void;
  /** How often the store was asked for a whole check. */
  readonly reads: WebWorld['reads'] & { readonly asked: () => number };
  readonly answerClaim: (tip: number, claim: number, check: Id) => void;
};

/** A port that this world does not have, but for some of it: whoever touches the rest is told so. */
const absent = <T extends object>(port: string, there: Partial<T> = {}): T =>
  new Proxy({} as T, {
    get: (_, name) =>
      there[name as keyof T] ??
      (() => {
        throw new Error(`${port}.${String(name)} needs a database: use test/desk/desk-server.ts`);
      }),
  });

/** A log that holds nothing yet; what it is given is sealed at once. */
const nothingLogged: WebWorld['log'] = {
  seal: async () => false,
  fault: () => undefined,
  rows: absent<WebWorld['log']['rows']>('log.rows', {
    ofCheck: async () => undefined,
    about: async () => [],
    told: async () => [],
    journal: async () => [],
    heardOf: async () => new Map(),
  }),
  files: {
    read: async () => undefined,
    lay: async () => undefined,
    layCheckpoint: async () => undefined,
    clear: async () => undefined,
  },
  signers: signersOfTests,
  witnesses: async () => [],
  statements: () => ({}),
};

type Stored = { tip: Tip; readonly hash: string; withdrawn: boolean; readonly answered: Map<Id, Id> };

export const memoryWorld = (start = '2026-11-20T08:00:00Z'): MemoryWorld => {
  const checks = new Map<Id, Check>();
  const keys = new Map<string, Id>();
  const cards = new Map<Id, CheckCard>();
  const sources = new Map<string, Source>();
  const tips = new Map<string, Stored>();
  const replies = new Map<string, { readonly body: string; readonly reply: Json }>();
  const runs: (ImportRun & { readonly lines: ImportLine[] })[] = [];
  const feedback = new Map<string, boolean>();
  const aliases = new Map<Id, Alias>();
  const withheld: WithheldAnswer[] = [];
  const index = createIndex(analyzer);
  const sight = knownInMemory(openSight(), decoderHere);
  let now = new Date(start);
  let gone = false;
  let count = 0;
  let asked = 0;

  const there = <T>(give: () => T): Promise<T> =>
    gone ? Promise.reject(new StoreAway('the database cannot be reached')) : Promise.resolve().then(give);
  const newId = (): Id => {
    const hex = createHash('sha256').update(`id ${count++}`).digest('hex');
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}` as Id;
  };
  const optIn = (id: Id, answers: boolean): boolean => {
    const found = [...sources.values()].find((s) => s.id === id);
    if (found) sources.set(found.site, { ...found, answers });
    return found !== undefined;
  };
  const put = (check: Check) => {
    checks.set(check.id, check);
    cards.set(check.id, cardOf(check));
    index.put({
      checkId: check.id,
      texts: [
        ...Object.entries(check.texts).map(([lang, text]) => ({ kind: 'claim' as const, lang, text: text.claim })),
        ...check.aliases.map((a) => ({ kind: 'alias' as const, lang: a.lang, text: a.text })),
      ],
      links: check.appearances,
    });
  };
  const replay = (wanted: Remembered) => {
    const before = replies.get(wanted.key);
    if (before === undefined) return ok({ replay: null });
    return before.body === wanted.body ? ok({ replay: before.reply }) : refuse('idempotency-key-reused');
  };
  const save = (given: NewTip) => {
    if (gone) return refuse('store-away');
    if (given.idempotency) {
      const before = replay(given.idempotency);
      if (!before.ok || before.value.replay !== null) return before;
      replies.set(given.idempotency.key, { body: given.idempotency.body, reply: given.idempotency.reply });
    }
    tips.set(given.tip.id, { tip: given.tip, hash: given.ticketHash, withdrawn: false, answered: new Map() });
    return ok({ replay: null });
  };
  const byTicket = (hash: string) => [...tips.values()].find((t) => t.hash === hash);
  const saveOne = ({ check, externalKey }: CheckToSave) => {
    const key = `${check.source?.id ?? ''} ${externalKey ?? check.slug}`;
    const before = keys.get(key);
    const id = before ?? check.id;
    const same = before !== undefined && JSON.stringify(checks.get(before)?.texts) === JSON.stringify(check.texts);
    keys.set(key, id);
    if (!same) put({ ...check, id });
    return before === undefined ? ('new' as const) : same ? ('same' as const) : ('changed' as const);
  };
  const whole = (find: (check: Check) => boolean) => {
    asked++;
    return [...checks.values()].find(find);
  };
  const run = (id: Id) => runs.find((r) => r.id === id);

  return {
    now: () => new Date(now),
    newId,
    keyed: (purpose, text) => createHmac('sha256', 'test').update(`${purpose} ${text}`).digest('hex'),
    index,
    meaning: { ofQuestion: async () => undefined },
    knownFrom: certainFrom(0.95),
    cards: {
      get: async (ids) => new Map(ids.flatMap((id) => (cards.has(id) ? [[id, cards.get(id)!] as const] : []))),
      remembered: () => [...cards.values()],
      put: (card) => void cards.set(card.id, card),
      remove: (id) => void cards.delete(id),
    },
    tips: {
      save: async (tip) => save(tip),
      remembered: async (wanted) => (gone ? refuse('store-away') : replay(wanted)),
      withdraw: (hash) =>
        there(() => {
          const found = byTicket(hash);
          if (found === undefined) return false;
          found.withdrawn = true;
          found.tip = { ...found.tip, text: null, claims: [] };
          return true;
        }),
      waiting: () => there(() => []),
      answered: () => there(() => undefined),
      erase: () => there(() => 0),
    },
    checks: {
      save: (batch) => there(() => batch.map(saveOne)),
      source: (wanted, id) =>
        there(() => {
          const found = sources.get(wanted.site) ?? { id: id(), answers: false, ...wanted };
          sources.set(wanted.site, found);
          return found;
        }),
      sources: () => there(() => [...sources.values()].map((s) => ({ ...s, checks: 1 }))),
      opt: (id, answers) => there(() => optIn(id, answers)),
      documents: () => there(() => []),
      documentsOf: () => there(() => []),
    },
    imports: absent<WebWorld['imports']>('imports', {
      begin: ({ id, name, at }) =>
        there(() => {
          runs.unshift({
            ...{ id, name, startedAt: at, finishedAt: null, failed: null, held: null, lines: [] },
            counts: nothingRead,
          });
        }),
      note: (id, counts, lines) =>
        there(() => {
          const found = run(id);
          if (found) Object.assign(found, { counts });
          found?.lines.push(...lines);
        }),
      finish: (id, at) => there(() => void Object.assign(run(id) ?? {}, { finishedAt: at })),
      fail: (id, failed) => there(() => void Object.assign(run(id) ?? {}, { failed })),
      runs: () => there(() => runs),
      run: (id) => there(() => runs.find((one) => one.id === id)),
      waiting: () => there(() => []),
      items: () => there(() => []),
      pictures: absent<WebWorld['imports']['pictures']>('imports.pictures', { held: () => there(() => []) }),
      refusals: async function* (id) {
        yield* run(id)?.lines ?? [];
      },
    }),
    // There is no team here: whoever runs the machine is alone.
    optIns: absent<WebWorld['optIns']>('optIns', {
      list: () => there(() => []),
      end: (source) => there(() => optIn(source, false)),
      teamAgrees: () => there(() => false),
    }),
    outsideRequests: absent<WebWorld['outsideRequests']>('outsideRequests', {
      told: () => there(() => []),
      since: () => there(() => null),
    }),
    ourselves: { name: 'Tòa soạn Thử', origin: 'https://kiemchung.example' },
    reads: {
      asked: () => asked,
      check: (slug) => there(() => whole((c) => c.slug === slug)),
      checkById: (id) => there(() => whole((c) => c.id === id)),
      origin: () => there(() => undefined),
      list: (filter, page) =>
        there(() => {
          const all = newestFirst([...cards.values()].filter((c) => fits(c, filter)));
          const from = Number(page.after ?? 0);
          const end = from + page.limit;
          return { cards: all.slice(from, end), total: all.length, next: end < all.length ? String(end) : null };
        }),
      topics: () =>
        there(() => {
          const counts = new Map<string, number>();
          for (const { topics } of cards.values()) for (const t of topics) counts.set(t, (counts.get(t) ?? 0) + 1);
          return [...counts].map(([topic, n]) => ({ topic, checks: n }));
        }),
      askedMost: () => there(() => []),
      ticket: (hash) =>
        there(() => {
          const found = byTicket(hash);
          if (found === undefined) return undefined;
          const claims = found.tip.claims.map((c) => ({
            claimId: c.claimId,
            othersAsking: 0,
            answeredBy: found.answered.get(c.claimId) ?? null,
            work: null,
          }));
          return { tip: found.tip, withdrawn: found.withdrawn, claims };
        }),
      answer: (id) =>
        there(() => {
          const found = [...tips.values()].find((t) => t.tip.answerId === id && !t.withdrawn);
          return (
            found && {
              day: found.tip.day,
              claims: found.tip.claims.map(({ outcome, answers }) => ({ outcome, answers })),
            }
          );
        }),
      ownPages: (limit) =>
        there(() =>
          newestFirst([...cards.values()].filter((c) => c.source === null))
            .slice(0, limit)
            .map((card) => ({
              slug: card.slug,
              langs: Object.keys(card.texts),
              changed: new Date(`${card.publishedOn}T00:00:00Z`),
              card,
            })),
        ),
      ping: () => there(() => undefined),
    },
    feedback: {
      give: ({ answerId, check, agrees, oldest }) =>
        there(() => {
          const found = [...tips.values()].find((t) => t.tip.answerId === answerId);
          if (!found?.tip.claims.some((c) => c.answers.some((a) => a.check === check))) return 'unknown';
          if (found.tip.day < oldest) return 'late';
          feedback.set(`${answerId} ${check}`, agrees);
          return 'given';
        }),
    },
    aliases: absent<WebWorld['aliases']>('aliases', {
      discussed: () => there(() => []),
      voices: () => there(() => []),
      disputes: () => there(() => []),
      taught: () => there(() => []),
      teach: () => there(() => undefined),
      list: () =>
        there(() => ({
          aliases: [...aliases.values()].map((alias) => ({
            ...alias,
            agreed: null,
            removedOn: null,
            putForward: null,
          })),
          proposals: [],
          withheld: [...withheld],
        })),
      refuse: (id) =>
        there(() => {
          const found = aliases.get(id);
          if (found?.kind !== 'asked') return false;
          aliases.set(id, { ...found, state: 'refused' });
          return true;
        }),
      remove: (id) => there(() => aliases.get(id)?.kind === 'alias' && aliases.delete(id)),
      bringBack: () => there(() => false),
      hold: (check, claim) =>
        there(() => {
          const at = withheld.findIndex((w) => w.check === check && w.claim === claim);
          const found = withheld[at];
          if (found) withheld[at] = { ...found, held: true };
          return found !== undefined;
        }),
      release: (check, claim) =>
        there(() => {
          const at = withheld.findIndex((w) => w.check === check && w.claim === claim);
          if (at >= 0) withheld.splice(at, 1);
          return at >= 0;
        }),
    }),
    decisions: absent<WebWorld['decisions']>('decisions', {
      notes: () => there(() => []),
      notesOf: () => there(() => []),
    }),
    explainers: {
      bySlug: () => there(() => undefined),
      list: () => there(() => []),
      all: () => there(() => []),
      ofCheck: () => there(() => []),
    },
    labels: {
      published: () => there(() => []),
      current: () => ({}),
      put: () => undefined,
      publishedTopics: () => there(() => ({})),
      topicNames: () => ({}),
    },
    log: nothingLogged,
    team: absent('team'),
    templates: absent('templates'),
    ...nobodyAskedAgain(),
    ...nobodyRates(),
    signIn: absent('signIn'),
    mail: { send: async () => ({ ok: false, error: { code: 'mail-unavailable' } }) },
    cases: absent('cases'),
    closings: absent('closings'),
    declinedClaims: absent('declinedClaims'),
    caseQueue: absent('caseQueue'),
    practice: absent('practice'),
    webhooks: absent('webhooks'),
    seeHook: async () => refuse('webhook-unreachable'),
    tokens: absent('tokens'),
    caseWork: absent('caseWork'),
    drafts: absent('drafts'),
    caseTalk: absent('caseTalk'),
    capture: async () => refuse('capture-unavailable'),
    files: absent<WebWorld['files']>('files', {
      nameOf: (bytes) => createHash('sha256').update(bytes).digest('hex'),
      put: async (bytes) => createHash('sha256').update(bytes).digest('hex'),
    }),
    decoder: decoderHere,
    ocr: {
      read: async (image) =>
        image.length > 3
          ? ok({ text: 'chữ trong ảnh', confidence: 0.9, messages: ['chữ trong ảnh'], lines: [], people: [] })
          : refuse('ocr-no-text'),
      blurPeople: paintsOver,
    },
    sight,
    stills: noStills,
    readProvenance: async () => refuse('provenance-unreadable'),
    pictures: absent<WebWorld['pictures']>('pictures', {
      keep: (_picture, lay) => there(() => undefined).then(async () => void (await lay())),
      isPublic: (file) => there(() => sight.byFile(file) !== undefined),
    }),
    fetch: async () => refuse('fetch-failed'),
    pages: { head: async () => undefined },
    add: put,
    away: (state) => {
      gone = state;
    },
    at: (time) => {
      now = new Date(time);
    },
    tipsHeld: () => [...tips.values()].map((t) => t.tip),
    feedbackHeld: () => feedback,
    teach: (alias) => void aliases.set(alias.id, alias),
    withhold: (answer) => void withheld.push(answer),
    answerClaim: (tip, claim, check) => {
      const stored = [...tips.values()][tip];
      stored?.answered.set(stored.tip.claims[claim]!.claimId, check);
    },
  };
};
