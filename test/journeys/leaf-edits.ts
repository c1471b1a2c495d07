// For every kind of leaf, what somebody with the whole database in hand would edit so that readers are told otherwise.
import { type SQL, sql } from 'drizzle-orm';
import type { LeafKind } from '../../src/core/leaf.ts';

export type Edited =
  /** Statements that change what is shown, and nothing of the log. `ofLeaf`: the number of the leaf. */
  | { readonly edit: (ofLeaf: number) => readonly SQL[] }
  /** No row stands behind it, and why not. */
  | { readonly rowless: string };

const submission = (of: number): SQL => sql`(select submission_id from log_leaves where leaf_number = ${of})`;
const said = (of: number, name: string): SQL =>
  sql`(select entry::jsonb ->> ${name} from log_leaves where leaf_number = ${of})`;

/** Other words in what was handed in, with the hash that then fits. */
const inWords = (of: number, path: readonly string[]): readonly SQL[] => [
  sql`update submissions s set content = other.content, content_hash = encode(sha256(convert_to(other.content, 'UTF8')), 'hex')
    from (select id, jsonb_set(content::jsonb, ${`{${path.join(',')}}`}::text[], '"Chuyện khác hẳn."')::text as content
      from submissions where id = ${submission(of)}) other where s.id = other.id`,
];

const check: Edited = {
  edit: (of) => [sql`update check_versions set title = 'Chuyện khác hẳn' where check_id = ${said(of, 'check')}::uuid`],
};
const explainer: Edited = { edit: (of) => inWords(of, ['texts', 'vi', 'body']) };
const appeal = (set: SQL): Edited => ({
  edit: (of) => [sql`update appeals set ${set} where id = ${said(of, 'appeal')}::uuid`],
});
const event = (to: SQL): Edited => ({
  edit: (of) => [
    sql`update events set data = data || ${to} where id = (select event_id from log_leaves where leaf_number = ${of})`,
  ],
});

export const edits: Readonly<Record<LeafKind, Edited>> = {
  'check-published': check,
  'check-corrected': check,
  'check-withdrawn': {
    edit: (of) => [
      sql`update checks set withdrawn_because = '{"vi": "Chuyện khác hẳn."}' where id = ${said(of, 'check')}::uuid`,
    ],
  },
  'note-published': { edit: (of) => inWords(of, ['known', 'vi']) },
  'claim-declined': { edit: (of) => inWords(of, ['explain', 'vi']) },
  'claim-reopened': {
    edit: (of) => [sql`delete from claims_taken_up where appeal_id = ${said(of, 'appeal')}::uuid`],
  },
  'explainer-published': explainer,
  'explainer-corrected': explainer,
  'explainer-withdrawn': { edit: (of) => inWords(of, ['because', 'vi']) },
  'labels-changed': { edit: (of) => inWords(of, ['labels', 'vi', 'false']) },
  'review-overridden': {
    edit: (of) => [
      sql`update reviews set reason = 'Chuyện khác hẳn.' where submission_id = ${submission(of)} and outcome = 'overridden'`,
    ],
  },
  'appeal-received': appeal(sql`explainer_id = check_id, check_id = null`),
  'appeal-answered': appeal(sql`reasons = '{"vi": "Chuyện khác hẳn."}'`),
  'appeal-corrected': {
    edit: (of) => [
      sql`update appeal_corrections set why = '{"vi": "Chuyện khác hẳn."}' where appeal_id = ${said(of, 'appeal')}::uuid`,
    ],
  },
  'appeal-settled': appeal(sql`settled_because = '{"vi": "Chuyện khác hẳn."}'`),
  'source-opted': {
    edit: (of) => [sql`update sources set answers = not answers where id = ${said(of, 'source')}::uuid`],
  },
  'rights-changed': event(sql`'{"role": "owner"}'::jsonb`),
  'request-told': {
    edit: (of) => [sql`update outside_requests set body = 'Chuyện khác hẳn' where id = ${said(of, 'request')}::uuid`],
  },
  'template-changed': {
    edit: (of) => [sql`update templates set text = 'Chuyện khác hẳn.' where key = ${said(of, 'template')}`],
  },
  'proposal-accepted': {
    edit: (of) => [
      sql`update rater_proposals set says = 'Chuyện khác hẳn, nói bằng lời khác.' where id = ${said(of, 'proposal')}::uuid`,
    ],
  },
  'standing-answered': {
    edit: (of) => [
      sql`update standing_answers set says = '{"vi": "Chuyện khác hẳn.", "en": "Otherwise."}' where id = ${said(of, 'answer')}::uuid`,
    ],
  },
  'standings-cut': {
    edit: (of) => [sql`update standing_cuts set raters = raters + 1 where n = ${said(of, 'cut')}::int`],
  },
  'standing-changed': {
    edit: (of) => [sql`update standings set standing = 'needs-more' where check_id = ${said(of, 'check')}::uuid`],
  },
  'day-counted': { rowless: 'what was counted is forgotten day by day' },
  'statements-changed': { rowless: 'they stand in the settings' },
  'version-started': { rowless: 'it is the software that runs' },
  'keys-changed': { rowless: 'they lie beside the database' },
  'salts-erased': { rowless: 'what is gone has no row' },
};
