// Fills every port. Nobody else knows which hands do the work.

import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { refuse } from '../base/result.ts';
import type { Letter, World } from '../desk/index.ts';
import { certainFrom, createIndex } from '../kit/search/index.ts';
import { analyzer } from '../kit/text/index.ts';
import { roomOf } from '../outside/child/index.ts';
import { type DecoderOfPictures, decoderOfPictures } from '../outside/decode/index.ts';
import { fetchPage } from '../outside/fetch/index.ts';
import { raterPasskeysFor, signInWith } from '../outside/identity/index.ts';
import { mailByMemory, mailBySmtp } from '../outside/mail/index.ts';
import { type PictureReader, readerOfPictures } from '../outside/ocr/index.ts';
import { noPages, pageTitles } from '../outside/page-titles/index.ts';
import { knownInMemory, sightInThread } from '../outside/pictures/index.ts';
import { provenanceReader } from '../outside/provenance/index.ts';
import { fitInThread } from '../outside/standings/index.ts';
import { pseudonymKeysIn, vaultIn } from '../outside/vault/index.ts';
import { noStills, stillsBy } from '../outside/video/index.ts';
import { postHookWith, seeHookWith } from '../outside/webhook/index.ts';
import {
  aliasesIn,
  appealsIn,
  caseQueueIn,
  casesIn,
  caseTalkIn,
  caseWorkIn,
  checksIn,
  closingsAskedIn,
  contactsIn,
  type Database,
  dataRequestsIn,
  decisionsIn,
  declinedClaimsIn,
  draftsIn,
  explainersIn,
  feedbackIn,
  importsIn,
  type Jobs,
  labelsIn,
  logRowsIn,
  optInsIn,
  outboxIn,
  outsideRequestsIn,
  passkeyRowsIn,
  picturesIn,
  practiceIn,
  questionsIn,
  raterProposalsIn,
  ratersIn,
  ratingsIn,
  readsIn,
  retentionIn,
  signInRowsIn,
  standingAnswersIn,
  standingsIn,
  teamIn,
  templatesIn,
  tipsIn,
  tokensIn,
  triageIn,
  webhooksIn,
} from '../store/index.ts';
import { lettersOf, statementTexts } from '../web/index.ts';
import { cardsInMemory } from './cards.ts';
import { type KeptFiles, keptFiles } from './kept-files.ts';
import { labelsInMemory } from './labels.ts';
import { logFilesOf } from './log-files.ts';
import { logKeysOf } from './log-keys.ts';
import { publicLog } from './public-log.ts';
import { instanceKey, keyedWith, newId } from './secrets.ts';
import { folders, type Settings } from './settings.ts';
import { soFarsInMemory } from './so-fars.ts';

/** How many cards answers are served from without a database; at about 1.5 kB each. */
const cardsKept = 20_000;

/** The world with what main alone holds on to: what reads and decodes pictures, to close, whose files they are, and the letters of a trial. */
export type Wired = World & {
  readonly ocr: PictureReader;
  readonly decoder: DecoderOfPictures;
  readonly closeSight: () => Promise<void>;
  readonly files: KeptFiles;
  readonly mailbox: (() => readonly Letter[]) | null;
};

/** `tell` hears what only an operator can mend. */
export const wire = (
  settings: Settings,
  database: Database,
  jobs: Pick<Jobs, 'enqueue'>,
  tell: (line: Readonly<Record<string, unknown>>) => void = () => undefined,
): Wired => {
  const place = folders(settings.data);
  const checks = checksIn(database, jobs.enqueue);
  const keyed = keyedWith(instanceKey(place.keys));
  const labels = labelsInMemory(labelsIn(database));
  const team = teamIn(database, jobs.enqueue);
  const signIn = signInWith({
    rows: signInRowsIn(database, jobs.enqueue),
    passkeys: passkeyRowsIn(database, jobs.enqueue),
    team,
    now: () => new Date(),
    newId,
    secret: keyed('sign-in', 'cookies and second factors'),
    origin: settings.organisation.origin,
    name: settings.organisation.name,
  });
  const thread = sightInThread();
  // Decoding and reading share one room, so that both together stay small.
  const room = roomOf(settings.pictureMemory * 1024 * 1024);
  const decoder = decoderOfPictures({ room, memory: room.bytes });
  return {
    now: () => new Date(),
    newId,
    keyed,
    index: createIndex(analyzer),
    cards: cardsInMemory(checks, cardsKept),
    tips: tipsIn(database, jobs.enqueue),
    checks,
    imports: importsIn(database, jobs.enqueue),
    optIns: optInsIn(database, jobs.enqueue),
    outsideRequests: outsideRequestsIn(database, jobs.enqueue),
    ourselves: { name: settings.organisation.name, origin: settings.organisation.origin },
    reads: readsIn(database),
    feedback: feedbackIn(database),
    aliases: aliasesIn(database, jobs.enqueue),
    appeals: appealsIn(database, jobs.enqueue, () => new Date()),
    contacts: contactsIn(database),
    dataRequests: dataRequestsIn(database),
    vault: vaultIn(place.contactKeys, randomBytes),
    pseudonymKeys: pseudonymKeysIn(place.pseudonymKeys, randomBytes),
    raters: ratersIn(database),
    ratings: ratingsIn(database),
    standings: standingsIn(database, jobs.enqueue),
    fitting: fitInThread(),
    soFars: soFarsInMemory(),
    raterPasskeys: raterPasskeysFor(settings.organisation),
    proposals: raterProposalsIn(database, jobs.enqueue),
    standingAnswers: standingAnswersIn(database, jobs.enqueue),
    letters: lettersOf(settings.organisation, labels.current),
    outbox: outboxIn(database, jobs.enqueue),
    retention: retentionIn(database, jobs.enqueue),
    declinedClaims: declinedClaimsIn(database, jobs.enqueue),
    decisions: decisionsIn(database, jobs.enqueue, newId),
    team,
    signIn,
    ...mailOf(settings),
    cases: casesIn(database, jobs.enqueue),
    closings: closingsAskedIn(database, jobs.enqueue, () => new Date()),
    explainers: explainersIn(database),
    labels,
    triage: triageIn(database, jobs.enqueue),
    caseQueue: caseQueueIn(database),
    practice: practiceIn(database),
    postHook: postHookWith(),
    seeHook: seeHookWith(),
    webhooks: webhooksIn(database, jobs.enqueue),
    tokens: tokensIn(database),
    templates: templatesIn(database, jobs.enqueue),
    caseWork: caseWorkIn(database),
    drafts: draftsIn(database),
    caseTalk: caseTalkIn(database, jobs.enqueue),
    questions: questionsIn(database, jobs.enqueue),
    // Filled by what captures pages; until then evidence says that it has no copy.
    capture: async () => refuse('capture-unavailable'),
    ocr: readerOfPictures({ room, memory: room.bytes }),
    // Askers wait for it: a few seconds, and not behind many others.
    readProvenance: provenanceReader({ room, pictureMs: 8_000, waiting: 4, anchors: settings.pictureAnchors }),
    files: keptFiles(settings, database, () => new Date()),
    decoder,
    sight: knownInMemory(thread, decoder, (error) =>
      tell({ level: 'error', what: 'seeing pictures', error: String(error) }),
    ),
    closeSight: thread.close,
    pictures: picturesIn(database, jobs.enqueue),
    stills: settings.ffmpeg === null ? noStills : stillsBy(settings.ffmpeg, join(settings.data, 'videos')),
    fetch: fetchPage,
    pages: settings.readPages ? pageTitles() : noPages,
    meaning: { ofQuestion: async () => undefined },
    knownFrom: certainFrom(settings.precision),
    log: publicLog(
      {
        rows: logRowsIn(database),
        files: logFilesOf(settings),
        signers: logKeysOf(place.keys, settings),
        witnesses: async () => settings.witnesses,
        statements: () => statementTexts(settings.organisation),
      },
      tell,
    ),
  };
};

/** By the operator's server; in a trial into memory, where its owners can read it; else nowhere, and it says so. */
const mailOf = ({ mail, demo }: Settings): Pick<Wired, 'mail' | 'mailbox'> => {
  if (mail !== null) return { mail: mailBySmtp(mail.url, mail.from), mailbox: null };
  if (!demo) return { mail: { send: async () => refuse('mail-unavailable') }, mailbox: null };
  const held = mailByMemory();
  return { mail: held, mailbox: held.letters };
};
