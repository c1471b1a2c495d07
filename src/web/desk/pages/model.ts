// What the pages of the desk are made from: plain data, like every page. Their names begin with `desk-`.
import type { AppealPage } from './appeal-model.ts';
import type { CasePage } from './case-model.ts';
import type { CasePicturesPage } from './case-pictures-model.ts';
import type { DecidePage } from './decide-model.ts';
import type { ExplainerPage } from './explainer-model.ts';
import type { LabelsPage } from './labels-model.ts';
import type { MentionPage } from './mention-model.ts';
import type { PracticePage } from './practice-model.ts';
import type { QueuePage } from './queue-model.ts';
import type { RatersPage } from './raters-model.ts';
import type { RequestsPage } from './requests-model.ts';
import type { TeamPage } from './team-model.ts';
import type { TemplatePage } from './template-model.ts';
import type { TokenPage } from './token-model.ts';
import type { WebhookPage } from './webhook-model.ts';

export type { AtDesk } from './at-desk.ts';

/** Each area of the desk adds its own pages here. */
export type DeskPage =
  | WebhookPage
  | DecidePage
  | ExplainerPage
  | LabelsPage
  | RatersPage
  | RequestsPage
  | TokenPage
  | AppealPage
  | CasePage
  | CasePicturesPage
  | MentionPage
  | TemplatePage
  | TeamPage
  | PracticePage
  | QueuePage;
