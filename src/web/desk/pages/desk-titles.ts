// The title of each page of the desk, as a tab shows it.
import { harshIn } from '../../../core/harsh.ts';
import { veilWords } from '../../pages/veiled.tsx';
import type { View } from '../../pages/view.ts';
import type { DeskPage } from './model.ts';

export const deskTitle = (view: View, page: DeskPage): string => {
  const { t } = view;
  switch (page.page) {
    case 'desk-webhooks':
    case 'desk-webhook':
      return t('webhooks.title');
    case 'desk-tokens':
      return t('tokens.title');
    case 'desk-templates':
    case 'desk-template':
      return t('templates.title');
    case 'desk-case':
      return titleOf(view, page.head.title);
    case 'desk-case-pictures':
      return t('case-pictures.title');
    case 'desk-appeals':
    case 'desk-appeal':
      return t('desk-appeals.title');
    case 'desk-data-request':
      return t('desk-data.title');
    case 'desk-reviews':
    case 'desk-review':
      return t('decide.reviews');
    case 'desk-decide':
      return t(`decide.form.${page.form}`);
    case 'desk-explainers':
    case 'desk-explainer':
    case 'desk-explainer-withdraw':
      return t('explainers.title');
    case 'desk-labels':
      return t('labels.title');
    case 'desk-raters':
      return t('desk-raters.title');
    case 'desk-requests':
      return t('requests.title');
    case 'desk-practice':
    case 'desk-practice-try':
      return t('practice.title');
    case 'desk-link-ask':
    case 'desk-link-sent':
    case 'desk-link-open':
    case 'desk-sign-in':
    case 'desk-code':
      return t('sign-in.title');
    case 'desk-join':
      return t('join.go');
    case 'desk-second-factor':
      return t('factor.title');
    case 'desk-recovery':
      return t('recovery.title');
    case 'desk-mentions':
      return t('mentions.title');
    case 'desk-confirm':
      return t('confirm.title');
    case 'desk-team':
      return t('team.title');
    case 'desk-account':
      return t('account.title');
    case 'desk-passkey':
      return t('passkey.new.title');
    case 'desk-mailbox':
      return t('mailbox.title');
    case 'desk-queue':
      return t('queue.title');
    case 'desk-case-new':
      return t('new-case.title');
    case 'desk-case-end':
      return t('end-case.title');
    default:
      return page;
  }
};

/** A tab is read by whoever passes by. */
const titleOf = (view: View, title: string | null): string => {
  const harsh = title === null ? null : harshIn(title);
  return harsh === null ? (title ?? view.t('case.title')) : veilWords(view, harsh);
};
