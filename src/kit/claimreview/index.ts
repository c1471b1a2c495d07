/** Fact-checks in the forms the world publishes them, read into our words, and ours written in theirs. */
export { claimReviewJsonLd, type OwnCheck } from './claim-review-json-ld.ts';
export type { ForeignCheck, Publisher, ReadHints, Reading, ReadRefusal } from './foreign-check.ts';
export { type PlainField, plainFields } from './from-plain.ts';
export { type AnsweredCheck, type GoogleClaims, googleClaims } from './google-claims.ts';
export { mediaReviewJsonLd, type OwnMediaReview } from './media-review-json-ld.ts';
export { verdictOf } from './rating-words.ts';
export { readChecks } from './read-checks.ts';
export { scriptSafeJson } from './script-safe-json.ts';
export { isSocialAddress } from './social-address.ts';
export { isVerdict, type Verdict, verdicts } from './verdict.ts';
