// Every operation of the team, in the order in which the document tells them.
import type { Operation } from '../operation.ts';
import { aliasProposalOperations } from './alias-proposals.ts';
import {
  aliasesOperation,
  bringBackAliasOperation,
  decideAliasOperation,
  removeAliasOperation,
  withheldChanges,
  withheldOperation,
} from './aliases.ts';
import {
  agreeToAnswerOperation,
  answerAppealOperation,
  correctAnswerOperation,
  deskAppealOperation,
  deskAppealsOperation,
  lookAtAppealOperation,
  settleAppealOperation,
} from './appeals.ts';
import { caseHistoryOperation, caseReadOperation } from './case.ts';
import { deskPictureOperations } from './case-pictures.ts';
import {
  acknowledgeOperation,
  answerRequestOperation,
  dataRequestOperation,
  dataRequestsOperation,
} from './data-requests.ts';
import { saveDraftOperation, settleDraftOperation } from './drafts.ts';
import { fileOperations } from './files.ts';
import { addEvidenceOperation, noteSearchOperation, removalOperations, translateOperation } from './gathering.ts';
import { handInOperations } from './handing-in.ts';
import { decideImportOperation, importOperation, importsOperation, takeBackImportOperation } from './imports.ts';
import { liveOperation } from './live.ts';
import { mentionsOperation } from './mentions.ts';
import {
  caseNumberOperation,
  closeOperation,
  closingsOperation,
  decideClosingOperation,
  mergeOperation,
  reopenOperation,
  splitOperation,
  takeBackClosingOperation,
  takeUpOperation,
  undoMoveOperation,
} from './moves.ts';
import {
  describeOperation,
  endSessionOperation,
  makeTokenOperation,
  meOperation,
  revokeTokenOperation,
  sessionsOperation,
  tokensOperation,
} from './oneself.ts';
import { addPasskeyOperation, passkeyOptionsOperation, passkeysOperation, removePasskeyOperation } from './passkeys.ts';
import { askBackOperation, undoAskBackOperation } from './questions.ts';
import { assignOperation, openCaseOperation, ourselvesOperation, queueOperation, snoozeOperation } from './queue.ts';
import { relatedOperation } from './related.ts';
import { retentionOperation } from './retention.ts';
import { overrideOperation, reviewOperation } from './reviews.ts';
import {
  decideOptInOperation,
  optSourceOperation,
  sourceLogOperation,
  sourcesOperation,
  takeBackOptInOperation,
} from './sources.ts';
import { submissionOperation, submissionsOperation, takeBackOperation } from './submissions.ts';
import {
  addTaskOperation,
  askReplyOperation,
  finishTaskOperation,
  interestOperation,
  noteReplyOperation,
  remarkOperation,
  remarkSettlings,
  taskRemovals,
} from './talk.ts';
import {
  invitationsOperation,
  inviteOperation,
  removeMemberOperation,
  renewOperation,
  roleOperation,
  teamLogOperation,
  teamOperation,
  withdrawInvitationOperation,
} from './team.ts';
import { dropViewOperation, keepViewOperation, viewsOperation } from './views.ts';
import {
  addWebhookOperation,
  renewSecretOperation,
  replayOperation,
  testWebhookOperation,
  webhookChanges,
  webhookOperation,
  webhooksOperation,
} from './webhooks.ts';
import { decideWordingOperation, proposeWordingOperation, takeBackWordingOperation } from './wordings.ts';

export const deskOperations: readonly Operation[] = [
  meOperation,
  describeOperation,
  sessionsOperation,
  endSessionOperation,
  passkeysOperation,
  passkeyOptionsOperation,
  addPasskeyOperation,
  removePasskeyOperation,
  tokensOperation,
  makeTokenOperation,
  revokeTokenOperation,
  queueOperation,
  openCaseOperation,
  liveOperation,
  mentionsOperation,
  viewsOperation,
  keepViewOperation,
  dropViewOperation,
  caseNumberOperation,
  caseReadOperation,
  caseHistoryOperation,
  assignOperation,
  ourselvesOperation,
  snoozeOperation,
  mergeOperation,
  splitOperation,
  undoMoveOperation,
  closeOperation,
  closingsOperation,
  decideClosingOperation,
  takeBackClosingOperation,
  reopenOperation,
  takeUpOperation,
  addEvidenceOperation,
  noteSearchOperation,
  ...removalOperations,
  translateOperation,
  ...fileOperations,
  ...deskPictureOperations,
  proposeWordingOperation,
  decideWordingOperation,
  takeBackWordingOperation,
  saveDraftOperation,
  settleDraftOperation,
  remarkOperation,
  ...remarkSettlings,
  addTaskOperation,
  finishTaskOperation,
  ...taskRemovals,
  askReplyOperation,
  noteReplyOperation,
  interestOperation,
  askBackOperation,
  undoAskBackOperation,
  relatedOperation,
  ...handInOperations,
  submissionsOperation,
  submissionOperation,
  takeBackOperation,
  reviewOperation,
  overrideOperation,
  deskAppealsOperation,
  deskAppealOperation,
  answerAppealOperation,
  agreeToAnswerOperation,
  lookAtAppealOperation,
  correctAnswerOperation,
  settleAppealOperation,
  dataRequestsOperation,
  dataRequestOperation,
  acknowledgeOperation,
  answerRequestOperation,
  retentionOperation,
  teamOperation,
  teamLogOperation,
  invitationsOperation,
  inviteOperation,
  withdrawInvitationOperation,
  roleOperation,
  renewOperation,
  removeMemberOperation,
  sourcesOperation,
  optSourceOperation,
  decideOptInOperation,
  takeBackOptInOperation,
  sourceLogOperation,
  importsOperation,
  importOperation,
  decideImportOperation,
  takeBackImportOperation,
  aliasesOperation,
  decideAliasOperation,
  removeAliasOperation,
  bringBackAliasOperation,
  ...aliasProposalOperations,
  withheldOperation,
  ...withheldChanges,
  webhooksOperation,
  webhookOperation,
  addWebhookOperation,
  renewSecretOperation,
  ...webhookChanges,
  testWebhookOperation,
  replayOperation,
];
