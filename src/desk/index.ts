export { type AliasRefusal, addAlias } from './add-alias.ts';
export { answerWaiting } from './answer-waiting.ts';
export { decideAlias } from './decide-alias.ts';
export { eraseTexts, keepWaitingDays } from './erase-texts.ts';
export { giveFeedback } from './give-feedback.ts';
export { holdAnswer } from './hold-answer.ts';
export { type ImportOptions, type ImportProgress, importChecks } from './import-checks.ts';
export { learnAliases } from './learn-aliases.ts';
export { match } from './match.ts';
export { matchPages } from './match-pages.ts';
export {
  type Doubt,
  doubted,
  type Matched,
  type MatchedAnswer,
  type MatchedClaim,
  type ReadPage,
  wantsWords,
} from './matched.ts';
export { optSource } from './opt-source.ts';
export { type Published, publish } from './publish.ts';
export { type Received, type ReplyOf, receive } from './receive.ts';
export { refresh, remember } from './refresh.ts';
export { releaseAnswer } from './release-answer.ts';
export { removeAlias } from './remove-alias.ts';
export { ticketHash } from './ticket.ts';
export { withdraw } from './withdraw.ts';
export type * from './world.ts';
