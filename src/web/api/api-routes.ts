// The API: every operation, the document that describes them, and the page that shows it.
import type { OpenAPIHono } from '@hono/zod-openapi';
import { isUiLang } from '../../base/lang.ts';
import type { Door, WebEnv } from '../door.ts';
import { drawnPage, publicPage } from '../public-page.ts';
import { createReusedKeys } from '../reused-keys.ts';
import {
  appealCheckOperation,
  appealDeclinedOperation,
  appealExplainerOperation,
  appealNoteOperation,
  appealsOfDeclinedOperation,
  appealsOfExplainerOperation,
  appealsOfNoteOperation,
  appealsOperation,
  followAppealOperation,
  forgetAppealContactOperation,
} from './appeals.ts';
import { checkOperation, listOperation } from './checks.ts';
import { claimsSearchOperation } from './claims-search.ts';
import { ownDataRequestOperation, requestDataOperation } from './data-requests.ts';
import { declinedOperation } from './declined.ts';
import { deskOperations } from './desk/index.ts';
import {
  practiceAnswerOperation,
  practiceBeginOperation,
  practiceForgetOperation,
  practiceListOperation,
  practiceReadOperation,
} from './desk-practice.ts';
import {
  decideTemplateOperation,
  proposeTemplateOperation,
  takeBackTemplateOperation,
  templateProposalsOperation,
  templatesOperation,
} from './desk-templates.ts';
import {
  changeExplainerOperation,
  explainerOperation,
  explainersOperation,
  withdrawExplainerOperation,
  writeExplainerOperation,
} from './explainers.ts';
import { feedbackOperation } from './feedback.ts';
import { kindRepliesOperation } from './kind-replies.ts';
import { leafOperation, logOperation } from './log.ts';
import { noteOperation, notesOperation } from './notes.ts';
import { base, type Operation } from './operation.ts';
import { askWithPictureOperation } from './picture-tips.ts';
import { pictureOperation } from './pictures.ts';
import {
  addRaterPasskeyOperation,
  dropRaterPasskeysOperation,
  raterPasskeyOptionsOperation,
} from './rater-passkeys.ts';
import { proposeAsRaterOperation, ratersOfDesk } from './raters.ts';
import { enterOperation, ownRatingsOperation, rateOperation, standingOperation } from './ratings.ts';
import { createReplays } from './replays.ts';
import { askedReplyOperation, giveReplyOperation } from './replies.ts';
import {
  decideRequestOperation,
  requestsOperation,
  requestsWaitingOperation,
  takeBackRequestOperation,
  writeRequestOperation,
} from './requests.ts';
import { subscribeOperation, subscriptionOperation, unsubscribeOperation } from './subscriptions.ts';
import { confirmAddressOperation, leaveContactOperation, withdrawContactOperation } from './ticket-contact.ts';
import { replyToQuestionOperation, takeBackReplyOperation, ticketOperation, withdrawOperation } from './tickets.ts';
import { askOperation } from './tips.ts';
import { topicsOperation } from './topics.ts';
import { renameVerdictsOperation, verdictsOperation } from './verdict-labels.ts';

const operations: readonly Operation[] = [
  askOperation,
  listOperation,
  checkOperation,
  standingOperation,
  kindRepliesOperation,
  topicsOperation,
  claimsSearchOperation,
  ticketOperation,
  withdrawOperation,
  replyToQuestionOperation,
  takeBackReplyOperation,
  leaveContactOperation,
  withdrawContactOperation,
  confirmAddressOperation,
  feedbackOperation,
  pictureOperation,
  askWithPictureOperation,
  appealCheckOperation,
  appealDeclinedOperation,
  appealExplainerOperation,
  appealNoteOperation,
  appealsOperation,
  appealsOfDeclinedOperation,
  appealsOfExplainerOperation,
  appealsOfNoteOperation,
  followAppealOperation,
  forgetAppealContactOperation,
  declinedOperation,
  subscribeOperation,
  subscriptionOperation,
  unsubscribeOperation,
  requestDataOperation,
  ownDataRequestOperation,
  askedReplyOperation,
  giveReplyOperation,
  templatesOperation,
  explainersOperation,
  explainerOperation,
  verdictsOperation,
  notesOperation,
  noteOperation,
  logOperation,
  leafOperation,
  enterOperation,
  ownRatingsOperation,
  rateOperation,
  proposeAsRaterOperation,
  raterPasskeyOptionsOperation,
  addRaterPasskeyOperation,
  dropRaterPasskeysOperation,
  requestsOperation,
  practiceListOperation,
  practiceBeginOperation,
  practiceReadOperation,
  practiceAnswerOperation,
  practiceForgetOperation,
  templateProposalsOperation,
  proposeTemplateOperation,
  decideTemplateOperation,
  takeBackTemplateOperation,
  writeExplainerOperation,
  changeExplainerOperation,
  withdrawExplainerOperation,
  renameVerdictsOperation,
  requestsWaitingOperation,
  writeRequestOperation,
  decideRequestOperation,
  takeBackRequestOperation,
  ...ratersOfDesk,
  ...deskOperations,
];

export const specPath = `${base}/openapi.json`;
const rememberedKeys = 20_000;
const rememberedReplies = 2_000;

export const apiRoutes = (app: OpenAPIHono<WebEnv>, door: Door): void => {
  const memory = { reused: createReusedKeys(rememberedKeys), replays: createReplays(rememberedReplies) };
  const { origin } = door.options.organisation;
  const schemes = app.openAPIRegistry;
  schemes.registerComponent('securitySchemes', 'token', {
    type: 'http',
    scheme: 'bearer',
    description:
      'A token of somebody of the team, made on the page of one’s account for some of one’s rights. Whatever bears it counts as that one person, and it never decides: it approves, overrides, publishes and withdraws nothing.',
  });
  schemes.registerComponent('securitySchemes', 'session', {
    type: 'apiKey',
    in: 'cookie',
    name: `${origin.startsWith('https://') ? '__Host-' : ''}sangto.session_token`,
    description: 'Somebody who signed in with a second factor; taken from pages of this site only.',
  });
  for (const operation of operations) operation.mount(app, door, memory);
  app.get(specPath, (asked) =>
    publicPage(door, asked, specPath, async () =>
      drawnPage(JSON.stringify(document(app, door)), {
        type: 'application/json; charset=utf-8',
        headers: { 'access-control-allow-origin': '*' },
      }),
    ),
  );
  app.get('/api', (asked) => {
    const given = asked.req.query('lang') ?? '';
    const lang = isUiLang(given) && door.options.organisation.languages.includes(given) ? given : door.langOf(asked);
    return publicPage(door, asked, `api ${lang}`, async () => drawnPage(apiPage(door, lang), { lang }), {
      vary: 'Accept-Encoding, Accept-Language',
    });
  });
};

const document = (app: OpenAPIHono<WebEnv>, door: Door) => {
  const { name, origin, licence, contact } = door.options.organisation;
  return app.getOpenAPI31Document({
    openapi: '3.1.0',
    info: {
      title: `${name}: fact-checks`,
      version: '1',
      description: 'Ask whether a message is true, and read what was checked. Refusals are RFC 9457 problems.',
      license: { name: licence },
      ...(contact === null ? {} : { contact: contact.includes('@') ? { email: contact } : { name: contact } }),
    },
    servers: [{ url: origin }],
  });
};

const apiPage = (door: Door, lang: 'vi' | 'en'): string =>
  door.draw(lang, '/api', {
    page: 'api',
    specPath,
    operations: operations.map(({ method, path, summary, detail, guard = null }) => ({
      method: method.toUpperCase(),
      path: base + path,
      summary,
      detail,
      guard,
      anchor: `${method}-${path.replace(/[^a-z]+/g, '-').replace(/^-|-$/g, '')}`,
    })),
  });
