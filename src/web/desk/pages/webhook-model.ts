// What the pages of the webhooks are made from.
import type { Delivery, HookProblem, Webhook, WebhookRefusal } from '../../../desk/index.ts';
import type { AtDesk } from './at-desk.ts';

export type WebhookPage =
  | (AtDesk & {
      readonly page: 'desk-webhooks';
      readonly hooks: readonly Webhook[];
      readonly refused: {
        readonly code: WebhookRefusal['code'];
        readonly url: string;
        readonly events: readonly string[];
      } | null;
    })
  | (AtDesk & {
      readonly page: 'desk-webhook';
      readonly hook: Webhook;
      readonly deliveries: readonly Delivery[];
      /** A secret just made; told this once. */
      readonly secret: string | null;
      /** Why it is not sent to again. */
      readonly refused: HookProblem | null;
    });

export type WebhookPageOf<Name extends WebhookPage['page']> = Extract<WebhookPage, { readonly page: Name }>;
