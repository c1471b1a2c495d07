// A fresh, migrated database for one test file.
import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inject, onTestFinished } from 'vitest';
import type { Id } from '../src/base/ids.ts';
import { refuse } from '../src/base/result.ts';
import { cutOf, fittedOf } from '../src/core/cut-of.ts';
import type { World } from '../src/desk/index.ts';
import { certainFrom, createIndex } from '../src/kit/search/index.ts';
import { analyzer } from '../src/kit/text/index.ts';
import { cardsInMemory } from '../src/main/cards.ts';
import { labelsInMemory } from '../src/main/labels.ts';
import { publicLog } from '../src/main/public-log.ts';
import { keyedWith } from '../src/main/secrets.ts';
import { soFarsInMemory } from '../src/main/so-fars.ts';
import { decoderOfPictures } from '../src/outside/decode/index.ts';
import { filesIn } from '../src/outside/files/index.ts';
import { raterPasskeysFor, signInWith } from '../src/outside/identity/index.ts';
import { mailByMemory } from '../src/outside/mail/index.ts';
import { knownInMemory, openSight } from '../src/outside/pictures/index.ts';
import { provenanceReader } from '../src/outside/provenance/index.ts';
import { pseudonymKeysIn, vaultIn } from '../src/outside/vault/index.ts';
import { noStills } from '../src/outside/video/index.ts';
import { seeHookWith } from '../src/outside/webhook/index.ts';
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
  migrate,
  openDatabase,
  openJobs,
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
} from '../src/store/index.ts';
import { lettersOf } from '../src/web/index.ts';
import { logFilesInMemory, signersOfTests } from './in-memory/log.ts';
import { nothingRead } from './in-memory/reads.ts';

export type StoredWorld = Pick<
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
  | 'decisions'
  | 'explainers'
  | 'labels'
  | 'log'
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
  | 'pseudonymKeys'
  | 'raters'
  | 'ratings'
  | 'standings'
  | 'fitting'
  | 'soFars'
  | 'raterPasskeys'
  | 'proposals'
  | 'standingAnswers'
  | 'letters'
  | 'outbox'
  | 'retention'
  | 'team'
  | 'templates'
  | 'signIn'
  | 'mail'
  | 'mail'
  | 'practice'
  | 'webhooks'
  | 'seeHook'
  | 'tokens'
  | 'cases'
  | 'closings'
  | 'declinedClaims'
  | 'triage'
  | 'caseQueue'
  | 'caseWork'
  | 'drafts'
  | 'caseTalk'
  | 'questions'
  | 'capture'
  | 'ocr'
  | 'files'
  | 'decoder'
  | 'sight'
  | 'pictures'
  | 'readProvenance'
  | 'stills'
> & { readonly mail: ReturnType<typeof mailByMemory> };

/** No test asks a name server: names of one ending lead inside, of another nowhere, all others to a public machine. */
const namesOfTests = async (hostname: string): Promise<readonly string[]> => {
  if (hostname.endsWith('.gone.example')) throw Object.assign(new Error(hostname), { code: 'ENOTFOUND' });
  return hostname.endsWith('.inside.example') ? ['93.184.215.14', '10.0.0.5'] : ['93.184.215.14'];
};

const ourselves = { name: 'Tòa soạn Thử', origin: 'https://kiemchung.example' };
const migrations = join(import.meta.dirname, '../src/store/migrations');

/** Creates and migrates a database; it is dropped when the test ends. */
export const tempDatabase = async (): Promise<Database> => {
  const connection = inject('postgres');
  const name = `t_${randomUUID().replaceAll('-', '')}`;
  const admin = openDatabase({ ...connection });
  await admin.pool.query(`create database ${name}`);
  const database = openDatabase({ ...connection, database: name });
  onTestFinished(async () => {
    await database.close();
    await admin.pool.query(`drop database ${name} with (force)`);
    await admin.close();
  });
  const migrated = await migrate(database, migrations);
  if (!migrated.ok) throw new Error(migrated.error.code);
  return database;
};

/** Real store, real index, a clock that the test sets. */
export const storedWorld = async (
  at = '2026-11-20T10:00:00Z',
): Promise<{ world: StoredWorld; database: Database; jobs: Jobs; setClock: (at: string) => void }> => {
  const database = await tempDatabase();
  const jobs = await openJobs(database, { worker: false, onError: () => undefined });
  onTestFinished(() => jobs.stop());
  // Starts a process only where a test shows a picture.
  const decoder = decoderOfPictures();
  onTestFinished(() => decoder.close());
  let now = new Date(at);
  const checks = checksIn(database, jobs.enqueue);
  const team = teamIn(database, jobs.enqueue);
  const world: StoredWorld = {
    now: () => now,
    newId: () => randomUUID() as Id,
    keyed: keyedWith(Buffer.alloc(32, 7)),
    index: createIndex(analyzer),
    meaning: { ofQuestion: async () => undefined },
    knownFrom: certainFrom(0.95),
    cards: cardsInMemory(checks, 1000),
    tips: tipsIn(database, jobs.enqueue),
    checks,
    imports: importsIn(database, jobs.enqueue),
    optIns: optInsIn(database, jobs.enqueue),
    outsideRequests: outsideRequestsIn(database, jobs.enqueue),
    ourselves,
    reads: readsIn(database),
    feedback: feedbackIn(database),
    aliases: aliasesIn(database, jobs.enqueue),
    appeals: appealsIn(database, jobs.enqueue, () => now),
    contacts: contactsIn(database),
    dataRequests: dataRequestsIn(database),
    vault: vaultIn(mkdtempSync(join(tmpdir(), 'sangto-keys-')), randomBytes),
    pseudonymKeys: pseudonymKeysIn(mkdtempSync(join(tmpdir(), 'sangto-pseudonym-keys-')), randomBytes),
    raters: ratersIn(database),
    ratings: ratingsIn(database),
    standings: standingsIn(database, jobs.enqueue),
    fitting: { cut: async (given) => cutOf(given), fit: async (given) => fittedOf(given) },
    soFars: soFarsInMemory(),
    raterPasskeys: raterPasskeysFor(ourselves),
    proposals: raterProposalsIn(database, jobs.enqueue),
    standingAnswers: standingAnswersIn(database, jobs.enqueue),
    letters: lettersOf(ourselves),
    outbox: outboxIn(database, jobs.enqueue),
    retention: retentionIn(database, jobs.enqueue),
    log: publicLog(
      {
        ...{ rows: logRowsIn(database), files: logFilesInMemory(), signers: signersOfTests },
        ...{ witnesses: async () => [], statements: () => ({}) },
      },
      () => undefined,
    ),
    declinedClaims: declinedClaimsIn(database, jobs.enqueue),
    decisions: decisionsIn(database, jobs.enqueue, () => randomUUID() as Id),
    explainers: explainersIn(database),
    labels: labelsInMemory(labelsIn(database)),
    team,
    mail: mailByMemory(),
    signIn: signInWith({
      rows: signInRowsIn(database, jobs.enqueue),
      passkeys: passkeyRowsIn(database, jobs.enqueue),
      team,
      now: () => now,
      newId: () => randomUUID() as Id,
      secret: 'a'.repeat(64),
      origin: 'https://kiemchung.example',
      name: 'Tòa soạn Thử',
    }),
    cases: casesIn(database, jobs.enqueue),
    closings: closingsAskedIn(database, jobs.enqueue, () => now),
    triage: triageIn(database, jobs.enqueue),
    caseQueue: caseQueueIn(database),
    practice: practiceIn(database),
    webhooks: webhooksIn(database, jobs.enqueue),
    seeHook: seeHookWith({ lookup: namesOfTests }),
    tokens: tokensIn(database),
    templates: templatesIn(database, jobs.enqueue),
    files: filesIn(mkdtempSync(join(tmpdir(), 'sangto-files-')), () => now),
    decoder,
    sight: knownInMemory(openSight(), decoder),
    readProvenance: provenanceReader(),
    stills: noStills,
    pictures: picturesIn(database, jobs.enqueue),
    caseWork: caseWorkIn(database),
    drafts: draftsIn(database),
    caseTalk: caseTalkIn(database, jobs.enqueue),
    questions: questionsIn(database, jobs.enqueue),
    // Nothing is written and nobody shown in any picture; `readsIn` of in-memory/reads tells otherwise where a test wants it.
    ocr: nothingRead,
    // Filled by what captures pages; until then evidence says that it has no copy.
    capture: async () => refuse('capture-unavailable'),
  };
  return {
    world,
    database,
    jobs,
    setClock: (next) => {
      now = new Date(next);
    },
  };
};
