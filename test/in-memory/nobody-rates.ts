// Ratings of a world in memory: nobody rates, and nothing stands.
import { StoreAway } from '../../src/desk/store-away.ts';
import type { WebWorld } from '../../src/web/index.ts';

const none = async (): Promise<never> => {
  throw new StoreAway('this world takes in no ratings');
};

/** Reads find nothing; what would write is refused as if the database were away. */
export const nobodyRates = (): Pick<
  WebWorld,
  'pseudonymKeys' | 'raters' | 'ratings' | 'standings' | 'soFars' | 'raterPasskeys' | 'proposals' | 'standingAnswers'
> => ({
  pseudonymKeys: { pseudonymOf: none, pseudonymsOf: none, quarters: async () => [], destroy: none },
  raters: {
    enter: none,
    rater: async () => undefined,
    invite: none,
    countInvitation: none,
    leave: none,
    addPasskey: none,
    byPasskey: async () => undefined,
    passkeys: async () => 0,
    dropPasskeys: none,
    useLink: none,
    all: async () => [],
    counts: async () => ({ now: 0, admitted: 0, left: 0 }),
  },
  ratings: {
    rate: none,
    of: async () => [],
    drawn: async () => [],
    wanting: async () => [],
    draw: none,
    firstAt: async () => undefined,
    until: async () => [],
    since: async () => [],
  },
  standings: {
    lastCut: async () => undefined,
    cut: async () => undefined,
    cuts: async () => [],
    rated: async () => new Map(),
    keep: none,
    file: async () => undefined,
    of: async () => [],
    waiting: async () => 0,
    at: async () => [],
  },
  raterPasskeys: {
    offered: false,
    toAdd: none,
    toEnter: none,
    challengeIn: () => '',
    made: async () => undefined,
    isSigned: async () => false,
  },
  proposals: {
    propose: none,
    of: async () => [],
    waiting: async () => [],
    find: async () => undefined,
    weigh: none,
    settle: none,
    accepted: async () => [],
    endBefore: async () => 0,
  },
  standingAnswers: {
    of: async () => [],
    waiting: async () => [],
    find: async () => undefined,
    write: none,
    settle: none,
  },
  soFars: { of: () => undefined, sideOf: () => undefined, put: () => undefined },
});
