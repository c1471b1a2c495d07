// In a trial without a mail server: the letters that would have gone out. They are in memory alone.
import type { View } from '../../pages/view.ts';
import { DeskFrame } from './desk-frame.tsx';
import type { TeamPage } from './team-model.ts';

type Props = { readonly view: View; readonly page: Extract<TeamPage, { page: 'desk-mailbox' }> };

export const MailboxPage = ({ view, page }: Props) => {
  const { t } = view;
  return (
    <DeskFrame view={view} member={page.member} at={null}>
      <header class="page-head">
        <h1>{t('mailbox.title')}</h1>
        <p class="lead">{t(page.letters === null ? 'mailbox.no-trial' : 'mailbox.lead')}</p>
      </header>
      {page.letters === null ? null : page.letters.length === 0 ? (
        <p class="empty">{t('mailbox.none')}</p>
      ) : (
        <ol class="letters">
          {page.letters.map((letter, n) => (
            <li key={n}>
              <h2>{letter.subject}</h2>
              <p class="meta">
                <span>{letter.to}</span>
              </p>
              <p class="letter">{letter.text}</p>
            </li>
          ))}
        </ol>
      )}
    </DeskFrame>
  );
};
