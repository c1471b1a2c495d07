// What each kind of leaf may hold, read off docs/operate/log.md anew: ids, days, counts, words of closed lists and hashes.
import { z } from 'zod';
import type { LeafKind } from '../../src/core/leaf.ts';

const id = z.string().regex(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
const hash = z.string().regex(/^[0-9a-f]{64}$/);
const day = z.iso.date();
const count = z.int().min(0);
const band = z.string().regex(/^(0|\d+-\d+)$/);
/** A word of one of our closed lists. */
const word = z.string().regex(/^[a-z]+(-[a-z]+)*$/);
const name = z.string().regex(/^[A-Za-z]+$/);
const files = z.record(z.string().regex(/^[a-z]+\.(tsv|json)$/), hash);
const about = z.union(['check', 'case', 'explainer', 'note'].map((kind) => z.strictObject({ [kind]: id })));

const told = { v: z.literal(1), on: day };
const hashed = (...of: readonly string[]) => ({
  hashes: z.strictObject(Object.fromEntries(of.map((text) => [text, hash]))),
});
const leaf = (kind: LeafKind, more: z.ZodRawShape = {}) => z.strictObject({ ...told, kind: z.literal(kind), ...more });

const concluded = { check: id, verdict: word, asOf: day, ourselvesOff: day.optional(), ...hashed('page') };
const supersedes = hash;
const standing = z.enum(['needs-more', 'helpful', 'not-helpful']);
const wentOut = z.strictObject({
  ...{ sent: band, wordings: z.record(hash, band).optional() },
  ...{ moreWordings: count.optional(), rareWordings: band.optional() },
});

/** By kind. */
export const leafShapes: Readonly<Record<LeafKind, z.ZodType>> = {
  'check-published': leaf('check-published', concluded),
  'check-corrected': leaf('check-corrected', {
    ...concluded,
    change: word,
    verdictBefore: word.optional(),
    supersedes,
  }),
  'check-withdrawn': leaf('check-withdrawn', { check: id, supersedes, ...hashed('content') }),
  'note-published': leaf('note-published', { case: id, supersedes: supersedes.optional(), ...hashed('content') }),
  'claim-declined': leaf('claim-declined', { case: id, because: word, ...hashed('content') }),
  'claim-reopened': leaf('claim-reopened', { case: id, appeal: id, supersedes }),
  'explainer-published': leaf('explainer-published', { explainer: id, ...hashed('content') }),
  'explainer-corrected': leaf('explainer-corrected', { explainer: id, supersedes, ...hashed('content') }),
  'explainer-withdrawn': leaf('explainer-withdrawn', { explainer: id, supersedes, ...hashed('content') }),
  'labels-changed': leaf('labels-changed', { supersedes: supersedes.optional(), ...hashed('content') }),
  'review-overridden': leaf('review-overridden', { submission: id, of: word, ...hashed('reason') }),
  'appeal-received': leaf('appeal-received', { appeal: id, about }),
  'appeal-answered': leaf('appeal-answered', { appeal: id, about, outcome: word, ...hashed('answer') }),
  'appeal-corrected': leaf('appeal-corrected', { appeal: id, about, supersedes, ...hashed('answer', 'why') }),
  'appeal-settled': leaf('appeal-settled', { appeal: id, about, ...hashed('reason') }),
  'source-opted': leaf('source-opted', { source: id, site: z.hostname(), answers: z.boolean() }),
  'rights-changed': leaf('rights-changed', { change: word, role: word, of: word.optional() }),
  'request-told': leaf('request-told', {
    ...{ request: id, from: word, wanted: word, outcome: word },
    ...{ check: id.optional(), supersedes: supersedes.optional(), ...hashed('content') },
  }),
  'template-changed': leaf('template-changed', { template: word, lang: word, n: count, ...hashed('content') }),
  'day-counted': leaf('day-counted', {
    ...{ received: count, answered: count, answeredLater: count, closed: z.record(word, count) },
    ...{ waitingOver7Days: count, sent: z.record(word, band), outgoing: z.record(word, wentOut).optional() },
    ...{ textsErased: count, raters: z.record(word, count).optional(), forgotten: z.record(name, count) },
  }),
  'standings-cut': leaf('standings-cut', {
    ...{ cut: count, version: z.string().regex(/^\d+\.\d+\.\d+$/), ratings: count, raters: count, files },
  }),
  'standing-changed': leaf('standing-changed', { cut: count, check: id, standing, before: standing, rule: word }),
  'proposal-accepted': leaf('proposal-accepted', {
    ...{ proposal: id, of: word, check: id.optional(), case: id.optional(), ...hashed('content') },
  }),
  'standing-answered': leaf('standing-answered', { answer: id, check: id, cut: count, ...hashed('content') }),
  'statements-changed': leaf('statements-changed', {
    ...{ pages: z.array(z.enum(['about', 'funding'])).min(1), ...hashed('about', 'funding') },
  }),
  'version-started': leaf('version-started', { version: z.string().regex(/^\d+\.\d+\.\d+$/) }),
  'keys-changed': leaf('keys-changed', { keys: z.array(z.string().regex(/^[a-z./]+\+[0-9a-f]{8}\+[\w+/=]+$/)) }),
  'salts-erased': leaf('salts-erased', { leaves: z.array(hash).min(1) }),
};
