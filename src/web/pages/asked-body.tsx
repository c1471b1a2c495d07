// Which component draws which page on which people ask again.
import { AppealFollowedPage } from './appeal-followed-page.tsx';
import { AppealFormPage } from './appeal-form-page.tsx';
import type { AskedPage } from './asked-model.ts';
import { ConfirmPage } from './confirm-page.tsx';
import { ReplyPage } from './reply-page.tsx';
import { SubscribePage, SubscriptionPage } from './subscription-pages.tsx';
import type { View } from './view.ts';
import { DataRequestPage, YourDataPage } from './your-data-pages.tsx';

export const AskedBody = ({ view, page }: { readonly view: View; readonly page: AskedPage }) => {
  switch (page.page) {
    case 'asked-appeal':
      return <AppealFormPage view={view} page={page} />;
    case 'asked-followed':
      return <AppealFollowedPage view={view} page={page} />;
    case 'asked-subscribe':
      return <SubscribePage view={view} page={page} />;
    case 'asked-subscription':
      return <SubscriptionPage view={view} page={page} />;
    case 'asked-confirm':
      return <ConfirmPage view={view} page={page} />;
    case 'asked-your-data':
      return <YourDataPage view={view} page={page} />;
    case 'asked-reply':
      return <ReplyPage view={view} page={page} />;
    case 'asked-request':
      return <DataRequestPage view={view} page={page} />;
  }
};
