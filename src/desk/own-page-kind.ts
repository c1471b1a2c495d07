/** Pages that only one reader has, beside the ticket. */
export type OwnPageKind = 'appeal' | 'subscription' | 'request' | 'reply';
