// Which component draws which page of the desk.
import type { View } from '../../pages/view.ts';
import { AccountPage } from './account-page.tsx';
import { NewPasskeyPage } from './account-passkeys.tsx';
import { AppealPageView } from './appeal-page.tsx';
import { AppealsPage } from './appeals-page.tsx';
import { DeskCasePage } from './case-page.tsx';
import { CasePicturesView } from './case-pictures-page.tsx';
import { DeskDataRequestPage } from './data-request-page.tsx';
import { DecidePage } from './decide-page.tsx';
import { EndCasePage } from './end-case-page.tsx';
import { DeskExplainerPage, WithdrawExplainerPage } from './explainer-page.tsx';
import { DeskExplainersPage } from './explainers-page.tsx';
import { DeskLabelsPage } from './labels-page.tsx';
import { LinkAskPage, LinkOpenPage, LinkSentPage } from './link-pages.tsx';
import { MailboxPage } from './mailbox-page.tsx';
import { MentionsPage } from './mentions-page.tsx';
import type { DeskPage } from './model.ts';
import { NewCasePage } from './new-case-page.tsx';
import { PracticeHomePage } from './practice-home-page.tsx';
import { PracticeTryPage } from './practice-try-page.tsx';
import { QueuePage } from './queue-page.tsx';
import { DeskRatersPage } from './raters-page.tsx';
import { DeskRequestsPage } from './requests-page.tsx';
import { ReviewPage } from './review-page.tsx';
import { ReviewsPage } from './reviews-page.tsx';
import { CodePage, ConfirmPage, JoinPage, RecoveryPage, SecondFactorPage, SignInPage } from './sign-in-pages.tsx';
import { TeamPage } from './team-page.tsx';
import { DeskTemplatePage } from './template-page.tsx';
import { DeskTemplatesPage } from './templates-page.tsx';
import { TokensPage } from './tokens-page.tsx';
import { WebhookPage } from './webhook-page.tsx';
import { WebhooksPage } from './webhooks-page.tsx';

export const DeskBody = ({ view, page }: { readonly view: View; readonly page: DeskPage }) => {
  switch (page.page) {
    case 'desk-webhooks':
      return <WebhooksPage view={view} page={page} />;
    case 'desk-webhook':
      return <WebhookPage view={view} page={page} />;
    case 'desk-tokens':
      return <TokensPage view={view} page={page} />;
    case 'desk-templates':
      return <DeskTemplatesPage view={view} page={page} />;
    case 'desk-template':
      return <DeskTemplatePage view={view} page={page} />;
    case 'desk-case':
      return <DeskCasePage view={view} page={page} />;
    case 'desk-case-pictures':
      return <CasePicturesView view={view} page={page} />;
    case 'desk-mentions':
      return <MentionsPage view={view} page={page} />;
    case 'desk-appeals':
      return <AppealsPage view={view} page={page} />;
    case 'desk-appeal':
      return <AppealPageView view={view} page={page} />;
    case 'desk-data-request':
      return <DeskDataRequestPage view={view} page={page} />;
    case 'desk-reviews':
      return <ReviewsPage view={view} page={page} />;
    case 'desk-review':
      return <ReviewPage view={view} page={page} />;
    case 'desk-decide':
      return <DecidePage view={view} page={page} />;
    case 'desk-explainers':
      return <DeskExplainersPage view={view} page={page} />;
    case 'desk-explainer':
      return <DeskExplainerPage view={view} page={page} />;
    case 'desk-explainer-withdraw':
      return <WithdrawExplainerPage view={view} page={page} />;
    case 'desk-labels':
      return <DeskLabelsPage view={view} page={page} />;
    case 'desk-raters':
      return <DeskRatersPage view={view} page={page} />;
    case 'desk-requests':
      return <DeskRequestsPage view={view} page={page} />;
    case 'desk-practice':
      return <PracticeHomePage view={view} page={page} />;
    case 'desk-practice-try':
      return <PracticeTryPage view={view} page={page} />;
    case 'desk-sign-in':
      return <SignInPage view={view} page={page} />;
    case 'desk-code':
      return <CodePage view={view} page={page} />;
    case 'desk-link-ask':
      return <LinkAskPage view={view} page={page} />;
    case 'desk-link-sent':
      return <LinkSentPage view={view} page={page} />;
    case 'desk-link-open':
      return <LinkOpenPage view={view} page={page} />;
    case 'desk-join':
      return <JoinPage view={view} page={page} />;
    case 'desk-second-factor':
      return <SecondFactorPage view={view} page={page} />;
    case 'desk-recovery':
      return <RecoveryPage view={view} page={page} />;
    case 'desk-confirm':
      return <ConfirmPage view={view} page={page} />;
    case 'desk-team':
      return <TeamPage view={view} page={page} />;
    case 'desk-account':
      return <AccountPage view={view} page={page} />;
    case 'desk-passkey':
      return <NewPasskeyPage view={view} page={page} />;
    case 'desk-mailbox':
      return <MailboxPage view={view} page={page} />;
    case 'desk-queue':
      return <QueuePage view={view} page={page} />;
    case 'desk-case-new':
      return <NewCasePage view={view} page={page} />;
    case 'desk-case-end':
      return <EndCasePage view={view} page={page} />;
    default:
      return page;
  }
};
