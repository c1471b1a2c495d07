// What the web is given by main: the world, the settings, chance. It reads no clock, no environment and no random source.
import type { Id } from '../base/ids.ts';
import type { Organisation } from '../core/organisation.ts';
import type { Identity, ImportCounts, Letter, World } from '../desk/index.ts';
import type { Metrics } from './metrics.ts';
import type { OperatorDoor } from './operator-door.ts';
import type { Page, Shell } from './pages/model.ts';

export type Limits = {
  /** What one client may do in a minute: asking costs one, reading a page that is not in memory a quarter. */
  readonly perClientPerMinute: number;
  /** The same for everybody together, in a second. */
  readonly instancePerSecond: number;
  /** Requests to look again that one client may send in an hour; absent: ten. */
  readonly appealsPerClientPerHour?: number;
  /** Letters to addresses that nobody confirmed. */
  readonly lettersPerClientPerHour?: number;
  readonly bodyBytes: number;
  /** How long a body may take; for an import, how long it may pause. */
  readonly slowBodyMs: number;
};

export type WebWorld = Pick<
  World,
  | 'now'
  | 'newId'
  | 'keyed'
  | 'index'
  | 'meaning'
  | 'knownFrom'
  | 'cards'
  | 'tips'
  | 'checks'
  | 'imports'
  | 'optIns'
  | 'ourselves'
  | 'outsideRequests'
  | 'reads'
  | 'feedback'
  | 'aliases'
  | 'appeals'
  | 'contacts'
  | 'dataRequests'
  | 'vault'
  | 'retention'
  | 'team'
  | 'templates'
  | 'decisions'
  | 'explainers'
  | 'labels'
  | 'pseudonymKeys'
  | 'raters'
  | 'ratings'
  | 'standings'
  | 'soFars'
  | 'raterPasskeys'
  | 'proposals'
  | 'standingAnswers'
  | 'log'
  | 'signIn'
  | 'mail'
  | 'practice'
  | 'webhooks'
  | 'seeHook'
  | 'tokens'
  | 'cases'
  | 'closings'
  | 'declinedClaims'
  | 'caseQueue'
  | 'caseWork'
  | 'drafts'
  | 'caseTalk'
  | 'questions'
  | 'capture'
  | 'files'
  | 'ocr'
  | 'decoder'
  | 'sight'
  | 'pictures'
  | 'readProvenance'
  | 'stills'
  | 'fetch'
  | 'pages'
>;

export type WebOptions = {
  readonly world: WebWorld;
  readonly organisation: Organisation;
  /** Addresses of built scripts and styles by source name, and the folder they lie in (`dist/client`). */
  readonly assets: { readonly map: Readonly<Record<string, string>>; readonly folder: string };
  /** Where files on their way into an import wait; emptied as each import ends. */
  readonly uploads: string;
  readonly limits: Limits;
  /** How many proxies in front add to `X-Forwarded-For`; 0 when clients connect directly. */
  readonly trustedProxies: number;
  /** 128 random bits as 32 hex digits. */
  readonly randomToken: () => string;
  readonly operator: OperatorDoor;
  readonly identity: Identity;
  /** Letters that would have gone out, newest first, in a trial without a mail server. */
  readonly mailbox?: () => readonly Letter[];
  /** Told when an import has ended, so that what waits for it can go on at once. */
  readonly onImport: (ended: { readonly run: Id; readonly counts: ImportCounts }) => void;
  readonly metrics: Metrics;
  /** Whether mail can be sent; absent: yes. */
  readonly mails?: boolean;
  /** Who may rate: whoever asks, or whoever was invited. */
  readonly raters?: 'open' | 'invited';
  /** Days within which an appeal is answered; what the product says where this is absent. */
  readonly appealDays?: number;
  /** Whether the index has been built. */
  readonly ready: () => boolean;
  readonly log: (line: Readonly<Record<string, unknown>>) => void;
  /** Bytes of finished pages kept in memory. */
  readonly pageBytes?: number;
};

export type Render = (shell: Shell, page: Page) => string;
