// Appeals, contacts, questions back and requests of a world in memory: nobody has any.
import { StoreAway } from '../../src/desk/store-away.ts';
import type { WebWorld } from '../../src/web/index.ts';

const none = async (): Promise<never> => {
  throw new StoreAway('this world takes in no appeals and no contacts');
};

/** Reads find nothing; what would write is refused as if the database were away. */
export const nobodyAskedAgain = (): Pick<
  WebWorld,
  'appeals' | 'contacts' | 'questions' | 'dataRequests' | 'vault' | 'retention'
> => ({
  appeals: {
    declined: async () => undefined,
    answering: async () => 'one',
    open: none,
    followed: async () => undefined,
    noted: async () => undefined,
    against: async () => [],
    ofDeclined: async () => [],
    answersWaiting: async () => [],
    list: async () => [],
    appeal: async () => undefined,
    look: none,
    endHolds: async () => 0,
    takePlaces: async () => 0,
    putForward: none,
    agree: none,
  },
  contacts: {
    leave: none,
    ofTicket: async () => undefined,
    running: async () => [],
    withdraw: async () => false,
    subscribe: none,
    subscription: async () => undefined,
    unsubscribe: async () => false,
    wishes: async () => [],
    grant: none,
    reached: async () => [],
  },
  questions: {
    ask: none,
    undo: none,
    ofCase: async () => null,
    ofTicket: async () => [],
    reply: none,
    takeBack: async () => false,
  },
  dataRequests: {
    receive: none,
    followed: async () => undefined,
    list: async () => [],
    request: async () => undefined,
    acknowledge: none,
    reply: none,
  },
  vault: {
    seal: async () => new Uint8Array(29),
    open: async () => undefined,
    days: async () => [],
    destroy: async () => undefined,
  },
  retention: {
    forget: none,
    sealedUntil: async () => [],
    reseal: none,
    scrub: none,
    report: none,
    lastReport: async () => undefined,
    releaseFiles: none,
    filesToErase: async () => [],
    eraseLeft: async () => 0,
  },
});
