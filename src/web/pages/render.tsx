// One page as one complete HTML document, from plain data.
import { renderToString } from 'preact-render-to-string';
import { DeskBody } from '../desk/pages/desk-body.tsx';
import { TeamLogPage } from '../desk/pages/team-log-page.tsx';
import { AnswerPage } from './answer-page.tsx';
import { ApiPage } from './api-page.tsx';
import { AskedBody } from './asked-body.tsx';
import { CheckPage } from './check-page.tsx';
import { DeclinedPage } from './declined-page.tsx';
import { DocumentHead } from './document-head.tsx';
import { ExplainerPage } from './explainer-page.tsx';
import { ExplainersPage } from './explainers-page.tsx';
import { FeedbackPage } from './feedback-page.tsx';
import { FrontPage } from './front-page.tsx';
import { hiddenInHtml } from './hidden-parts.ts';
import { KindReplyPage } from './kind-reply.tsx';
import { LeafPage } from './leaf-page.tsx';
import { ListPage } from './list-page.tsx';
import { LogPage } from './log-page.tsx';
import type { Page, Shell } from './model.ts';
import { NotePage } from './note-page.tsx';
import { NotesPage } from './notes-page.tsx';
import { OfflinePage } from './offline-page.tsx';
import { OperatorPage } from './operator-page.tsx';
import { OperatorRunPage } from './operator-run-page.tsx';
import { OperatorWordingsPage } from './operator-wordings-page.tsx';
import { ProblemPage } from './problem-page.tsx';
import { RateBody } from './rate-body.tsx';
import { RequestsPage } from './requests-page.tsx';
import { SiteFooter, SiteHeader } from './site-header.tsx';
import { StatementPageView } from './statement-page.tsx';
import { TemplatesPage } from './templates-page.tsx';
import { TicketPage } from './ticket-page.tsx';
import { TopicsPage } from './topics-page.tsx';
import { VerdictsPage } from './verdicts-page.tsx';
import { type View, viewOf } from './view.ts';

/**
 * Draws a page: a complete HTML document, doctype included, that works without script. All text is escaped by the
 * renderer; Markdown is sanitised in `markdown.ts`; addresses from outside become links only when http or https.
 */
export const renderPage = (shell: Shell, page: Page): string => {
  const view = viewOf(shell);
  const html = renderToString(
    <html lang={shell.lang}>
      <DocumentHead view={view} page={page} />
      <body class={`page-${page.page}`}>
        <SiteHeader view={view} page={page} />
        <main id="main" tabIndex={-1}>
          <Body view={view} page={page} />
        </main>
        <SiteFooter view={view} />
      </body>
    </html>,
  );
  return `<!doctype html>${hiddenInHtml(shell.lang, html)}`;
};

const Body = ({ view, page }: { readonly view: View; readonly page: Page }) => {
  switch (page.page) {
    case 'front':
      return <FrontPage view={view} page={page} />;
    case 'answer':
      return <AnswerPage view={view} page={page} />;
    case 'ticket':
      return <TicketPage view={view} page={page} />;
    case 'check':
      return <CheckPage view={view} page={page} />;
    case 'asked-appeal':
    case 'asked-followed':
    case 'asked-subscribe':
    case 'asked-subscription':
    case 'asked-confirm':
    case 'asked-your-data':
    case 'asked-request':
    case 'asked-reply':
      return <AskedBody view={view} page={page} />;
    case 'rate':
    case 'rate-open':
    case 'rate-check':
    case 'rate-propose':
    case 'rate-method':
      return <RateBody view={view} page={page} />;
    case 'templates':
      return <TemplatesPage view={view} page={page} />;
    case 'kind-reply':
      return <KindReplyPage view={view} page={page} />;
    case 'list':
      return <ListPage view={view} page={page} />;
    case 'topics':
      return <TopicsPage view={view} page={page} />;
    case 'statement':
      return <StatementPageView view={view} page={page} />;
    case 'feedback':
      return <FeedbackPage view={view} page={page} />;
    case 'explainers':
      return <ExplainersPage view={view} page={page} />;
    case 'explainer':
      return <ExplainerPage view={view} page={page} />;
    case 'notes':
      return <NotesPage view={view} page={page} />;
    case 'note':
      return <NotePage view={view} page={page} />;
    case 'verdicts':
      return <VerdictsPage view={view} page={page} />;
    case 'log':
      return <LogPage view={view} page={page} />;
    case 'leaf':
      return <LeafPage view={view} page={page} />;
    case 'declined':
      return <DeclinedPage view={view} page={page} />;
    case 'requests':
      return <RequestsPage view={view} page={page} />;
    case 'offline':
      return <OfflinePage view={view} />;
    case 'problem':
      return <ProblemPage view={view} page={page} />;
    case 'operator':
      return <OperatorPage view={view} page={page} />;
    case 'operator-wordings':
      return <OperatorWordingsPage view={view} page={page} />;
    case 'operator-run':
      return <OperatorRunPage view={view} page={page} />;
    case 'team-log':
      return <TeamLogPage view={view} page={page} />;
    case 'api':
      return <ApiPage view={view} page={page} />;
    default:
      return <DeskBody view={view} page={page} />;
  }
};
