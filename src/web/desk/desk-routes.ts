// Every page of the team, in each language this instance speaks. None is cached, indexed, or open to another site's forms.
import type { Hono } from 'hono';
import type { UiLang } from '../../base/lang.ts';
import type { Door, WebEnv } from '../door.ts';
import { accountRoutes } from './account-routes.ts';
import { appealDeskRoutes } from './appeal-routes.ts';
import { caseDraftRoutes } from './case-draft-routes.ts';
import { casePictureRoutes } from './case-picture-routes.ts';
import { caseRoutes } from './case-routes.ts';
import { confirmRoutes } from './confirm-routes.ts';
import { explainerDeskRoutes } from './explainer-routes.ts';
import { labelRoutes } from './label-routes.ts';
import { linkRoutes } from './link-routes.ts';
import { mentionRoutes } from './mention-routes.ts';
import { passkeyRoutes } from './passkey-routes.ts';
import { deskPictureRoutes } from './picture-routes.ts';
import { practiceRoutes } from './practice-routes.ts';
import { queueRoutes } from './queue-routes.ts';
import { raterDeskRoutes } from './rater-routes.ts';
import { requestDeskRoutes } from './request-routes.ts';
import { reviewRoutes } from './review-routes.ts';
import { signInRoutes } from './sign-in-routes.ts';
import { submitRoutes } from './submit-routes.ts';
import { teamRoutes } from './team-routes.ts';
import { templateRoutes } from './template-routes.ts';
import { tokenRoutes } from './token-routes.ts';
import { webhookRoutes } from './webhook-routes.ts';

type Area = (app: Hono<WebEnv>, door: Door, lang: UiLang) => void;

const areas: readonly Area[] = [
  webhookRoutes,
  tokenRoutes,
  appealDeskRoutes,
  caseRoutes,
  deskPictureRoutes,
  casePictureRoutes,
  mentionRoutes,
  caseDraftRoutes,
  templateRoutes,
  signInRoutes,
  passkeyRoutes,
  linkRoutes,
  confirmRoutes,
  teamRoutes,
  accountRoutes,
  practiceRoutes,
  queueRoutes,
  submitRoutes,
  reviewRoutes,
  requestDeskRoutes,
  raterDeskRoutes,
  explainerDeskRoutes,
  labelRoutes,
];

export const deskRoutes: Area = (app, door, lang) => {
  for (const area of areas) area(app, door, lang);
};
