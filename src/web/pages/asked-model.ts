// Pages on which people ask again: to look again, to be told, to know what is held about them. Names begin with `asked-`.
import type { FollowedAppeal } from '../../desk/appeal-ports.ts';
import type { ContactHeld, Subscription } from '../../desk/contact-ports.ts';
import type { ReadRequest } from '../../desk/read-request.ts';

/** Where the answer to a ticket may be sent. `held`: an address waits for it already. */
export type ContactBlock = {
  readonly held: ContactHeld | null;
  readonly refused: string | null;
  readonly email: string;
};

export type AskedPage =
  | {
      readonly page: 'asked-appeal';
      /** What is appealed against; `path` is its public page. */
      readonly about: {
        readonly title: string;
        readonly lang: string;
        readonly path: string;
        readonly declined: boolean;
      };
      /** Where the form goes. */
      readonly action: string;
      readonly filled: {
        readonly reason: string;
        readonly text: string;
        readonly links: string;
        readonly email: string;
      };
      readonly refused: { readonly code: string; readonly field: string | null } | null;
      readonly key: string;
      readonly days: number;
      /** Whether anybody of the team is free to answer. */
      readonly answerable: boolean;
      /** Whether an answer can be sent at all. */
      readonly mails: boolean;
    }
  | { readonly page: 'asked-followed'; readonly secret: string; readonly appeal: FollowedAppeal }
  | {
      readonly page: 'asked-subscribe';
      readonly slug: string;
      readonly title: string;
      readonly titleLang: string;
      readonly email: string;
      readonly refused: string | null;
    }
  | { readonly page: 'asked-subscription'; readonly secret: string; readonly subscription: Subscription }
  | {
      readonly page: 'asked-your-data';
      readonly filled: { readonly kind: string; readonly text: string };
      readonly refused: { readonly code: string; readonly field: string | null } | null;
      readonly key: string;
    }
  | ({ readonly page: 'asked-request' } & ReadRequest);

export const askedTitles = {
  'asked-appeal': 'appeal.title',
  'asked-followed': 'appeal.title',
  'asked-subscribe': 'subscribe.title',
  'asked-subscription': 'subscribe.title',
  'asked-your-data': 'data.title',
  'asked-request': 'data.title',
} as const satisfies Readonly<Record<AskedPage['page'], string>>;
