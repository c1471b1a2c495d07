// Made-up communities, from a seed: two camps, notes that bridge them and notes that do not, and a brigade.
import { type Chance, chanceFrom } from './chance.ts';
import { canonical, type Ratings } from './ratings.ts';

export type Community = {
  readonly seed: number;
  readonly notes: number;
  readonly raters: number;
  /** Share of the raters in the larger camp. */
  readonly camp: number;
  /** Share of the notes that both camps find helpful. */
  readonly bridging: number;
  /** Ratings a note gets. */
  readonly perNote: number;
  /** How much people tremble when they rate: 1 unless told. */
  readonly noise?: number;
  /** `lot`: who rates is drawn; `self`: people come to what concerns their camp, and brigades to their targets. */
  readonly by: 'lot' | 'self';
  readonly brigade?: Brigade;
};

/** Accounts of one hand. */
export type Brigade = {
  /** Share of all raters. */
  readonly share: number;
  /** `push`: shown what only one camp likes; `suppress`: hide what both do. */
  readonly aim: 'push' | 'suppress';
  /** `concentrated`: all on the same targets; `spread`: each on some of many. */
  readonly tactic: 'concentrated' | 'spread';
  /** Rates other notes as an honest member of a camp would. */
  readonly isCamouflaged: boolean;
};

export type NoteKind = 'bridging' | 'one-camp' | 'poor';

export type Simulated = {
  readonly ratings: Ratings;
  readonly kinds: readonly NoteKind[];
  readonly targets: ReadonlySet<number>;
  /** The first raters are the brigade. */
  readonly socks: number;
};

const day = 86_400_000;
const concentratedTargets = 20;

/** Makes the ratings. With a brigade, the honest ones are the same as without it. */
export const simulate = (community: Community): Simulated => {
  const { notes, raters, bridging, brigade } = community;
  const chance = chanceFrom(community.seed);
  const socks = Math.round(raters * (brigade?.share ?? 0));
  const camps = Array.from(
    { length: raters },
    () => (chance.next() < community.camp ? -1 : 1) * (0.6 + 0.4 * chance.next()),
  );
  const moods = camps.map(() => 0.1 * chance.normal());
  const kinds = Array.from({ length: notes }, (): NoteKind => kindOf(chance.next(), bridging));
  const sides = kinds.map(() => (chance.next() < 0.5 ? -1 : 1));
  const targets = targetsOf(kinds, brigade);
  const rows: { note: number; rater: number; level: number; at: number }[] = [];
  for (let note = 0; note < notes; note++) {
    const kind = kinds[note] as NoteKind;
    for (const rater of drawn(community, chance, socks, note, sides[note] as number, camps)) {
      const isOfBrigade = rater < socks && targets.has(note);
      const tremble = (community.noise ?? 1) * 0.18 * chance.normal();
      const honest = levelOf(kind, sides[note] as number, camps[rater] as number, (moods[rater] as number) + tremble);
      const at = day * note + Math.floor(day * chance.next());
      rows.push({ note, rater, level: isOfBrigade ? (brigade?.aim === 'push' ? 2 : 0) : honest, at });
    }
    if (community.by === 'self') rows.push(...stampede(note, socks, targets, community, chance));
  }
  const { ratings } = canonical({
    notes,
    raters,
    noteOf: Uint32Array.from(rows, ({ note }) => note),
    raterOf: Uint32Array.from(rows, ({ rater }) => rater),
    level: Uint8Array.from(rows, ({ level }) => level),
    at: Float64Array.from(rows, ({ at }) => at),
    ...(community.by === 'lot' ? { lot: new Uint8Array(rows.length).fill(1) } : {}),
  });
  return { ratings, kinds, targets, socks };
};

const kindOf = (x: number, bridging: number): NoteKind => {
  if (x < bridging) return 'bridging';
  return x < bridging + 0.75 * (1 - bridging) ? 'one-camp' : 'poor';
};

const targetsOf = (kinds: readonly NoteKind[], brigade: Brigade | undefined): ReadonlySet<number> => {
  if (brigade === undefined) return new Set();
  const wanted = kinds.flatMap((kind, note) => ((kind === 'bridging') === (brigade.aim === 'suppress') ? [note] : []));
  return new Set(brigade.tactic === 'concentrated' ? wanted.slice(0, concentratedTargets) : wanted);
};

/** Who rates a note, apart from a stampede. Nobody twice. */
const drawn = (
  { raters, perNote, by, brigade }: Community,
  chance: Chance,
  socks: number,
  note: number,
  side: number,
  camps: readonly number[],
): ReadonlySet<number> => {
  const who = new Set<number>();
  const from = by === 'lot' || brigade?.isCamouflaged === true ? 0 : socks;
  for (let tries = 0; who.size < Math.min(perNote, raters - from) && tries < 50 * perNote; tries++) {
    const rater = from + chance.below(raters - from);
    // Left to themselves, people rate what is dear to their camp twice as often; every third note is dear to nobody.
    const isDear = note % 3 === 0 || (camps[rater] as number) * side > 0;
    if (by === 'self' && !isDear && chance.next() < 0.5) continue;
    who.add(rater);
  }
  return who;
};

/** The brigade on one of its targets, all within five minutes. */
const stampede = (
  note: number,
  socks: number,
  targets: ReadonlySet<number>,
  { brigade }: Community,
  chance: Chance,
): readonly { note: number; rater: number; level: number; at: number }[] => {
  if (brigade === undefined || !targets.has(note)) return [];
  const who = Array.from({ length: socks }, (_, rater) => rater);
  // Spread out, each comes to one target in ten, and at times of their own.
  const coming = brigade.tactic === 'concentrated' ? who : who.filter(() => chance.next() < 0.1);
  const width = brigade.tactic === 'concentrated' ? 300_000 : day;
  const start = day * note + Math.floor((day - width) * chance.next());
  const level = brigade.aim === 'push' ? 2 : 0;
  return coming.map((rater) => ({ note, rater, level, at: start + Math.floor(width * chance.next()) }));
};

/** How people of flesh rate: helpful where it bridges, by camp where it does not, and now and then otherwise. */
const levelOf = (kind: NoteKind, side: number, camp: number, off: number): number => {
  const base = kind === 'bridging' ? 0.92 : kind === 'poor' ? 0.2 : 0.5 + 0.42 * side * camp;
  const x = base + off;
  return x > 0.67 ? 2 : x > 0.33 ? 1 : 0;
};
