// Pages on which people ask again: to look again, to be told, to know what is held about them. Names begin with `asked-`.
import type { Answering, AppealKind } from '../../core/appeal.ts';
import type { AskedBack } from '../../core/question.ts';
import type { FollowedAppeal } from '../../desk/appeal-ports.ts';
import type { Subscription } from '../../desk/contact-ports.ts';
import type { TicketContact } from '../../desk/read-contact.ts';
import type { ReadRequest } from '../../desk/read-request.ts';
import type { AskedReply } from '../../desk/work-ports.ts';

/** Where the answer to a ticket may be sent; `offered`: an address can be left. */
export type ContactBlock = TicketContact & {
  readonly offered: boolean;
  /** The letter that asks whether the address is theirs was just sent. */
  readonly asked: boolean;
  readonly refused: string | null;
  readonly email: string;
};

/** Questions of the team to whoever has this ticket, in the words that go out. */
export type QuestionBlock = {
  readonly questions: readonly (AskedBack & { readonly text: string })[];
  readonly refused: { readonly question: string; readonly code: string; readonly typed: string } | null;
};

export type AskedPage =
  | {
      readonly page: 'asked-appeal';
      /** What is appealed against; `path` is its public page. */
      readonly about: {
        readonly title: string;
        readonly lang: string;
        readonly path: string;
        readonly kind: AppealKind;
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
      /** Who of the team may answer. */
      readonly answering: Answering;
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
      /** The letter that asks whether the address is theirs was just sent. */
      readonly asked: boolean;
    }
  /** `code` null: the link is over. `about`: the check that it is about; null for a question of theirs. */
  | {
      readonly page: 'asked-confirm';
      readonly code: string | null;
      readonly about: { readonly slug: string; readonly title: string; readonly lang: string } | null;
    }
  | { readonly page: 'asked-subscription'; readonly secret: string; readonly subscription: Subscription }
  | {
      readonly page: 'asked-your-data';
      readonly filled: { readonly kind: string; readonly text: string };
      readonly refused: { readonly code: string; readonly field: string | null } | null;
      readonly key: string;
    }
  | ({ readonly page: 'asked-request' } & ReadRequest)
  | {
      readonly page: 'asked-reply';
      readonly secret: string;
      readonly reply: AskedReply;
      readonly text: string;
      readonly refused: { readonly code: string; readonly field: string | null } | null;
    };

export const askedTitles = {
  'asked-appeal': 'appeal.title',
  'asked-followed': 'appeal.title',
  'asked-subscribe': 'subscribe.title',
  'asked-subscription': 'subscribe.title',
  'asked-confirm': 'address.title',
  'asked-your-data': 'data.title',
  'asked-request': 'data.title',
  'asked-reply': 'reply.title',
} as const satisfies Readonly<Record<AskedPage['page'], string>>;
