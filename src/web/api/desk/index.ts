// Every operation of the team, in the order in which the document tells them.
import type { Operation } from '../operation.ts';
import { answerAppealOperation, deskAppealOperation, deskAppealsOperation } from './appeals.ts';
import { caseReadOperation } from './case.ts';
import {
  acknowledgeOperation,
  answerRequestOperation,
  dataRequestOperation,
  dataRequestsOperation,
} from './data-requests.ts';
import { saveDraftOperation, settleDraftOperation } from './drafts.ts';
import { addEvidenceOperation, fileOperation, noteSearchOperation, removalOperations } from './gathering.ts';
import { handInOperations } from './handing-in.ts';
import {
  caseNumberOperation,
  closeOperation,
  mergeOperation,
  reopenOperation,
  splitOperation,
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
import { assignOperation, openCaseOperation, queueOperation, snoozeOperation } from './queue.ts';
import { relatedOperation } from './related.ts';
import { overrideOperation, reviewOperation } from './reviews.ts';
import { submissionOperation, submissionsOperation, takeBackOperation } from './submissions.ts';
import {
  addTaskOperation,
  askReplyOperation,
  finishTaskOperation,
  interestOperation,
  noteReplyOperation,
  remarkOperation,
  settleRemarkOperation,
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
  tokensOperation,
  makeTokenOperation,
  revokeTokenOperation,
  queueOperation,
  openCaseOperation,
  viewsOperation,
  keepViewOperation,
  dropViewOperation,
  caseNumberOperation,
  caseReadOperation,
  assignOperation,
  snoozeOperation,
  mergeOperation,
  splitOperation,
  undoMoveOperation,
  closeOperation,
  reopenOperation,
  addEvidenceOperation,
  noteSearchOperation,
  ...removalOperations,
  fileOperation,
  proposeWordingOperation,
  decideWordingOperation,
  takeBackWordingOperation,
  saveDraftOperation,
  settleDraftOperation,
  remarkOperation,
  settleRemarkOperation,
  addTaskOperation,
  finishTaskOperation,
  askReplyOperation,
  noteReplyOperation,
  interestOperation,
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
  dataRequestsOperation,
  dataRequestOperation,
  acknowledgeOperation,
  answerRequestOperation,
  teamOperation,
  teamLogOperation,
  invitationsOperation,
  inviteOperation,
  withdrawInvitationOperation,
  roleOperation,
  renewOperation,
  removeMemberOperation,
  webhooksOperation,
  webhookOperation,
  addWebhookOperation,
  renewSecretOperation,
  ...webhookChanges,
  testWebhookOperation,
  replayOperation,
];
