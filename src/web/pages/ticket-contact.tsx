// On the ticket: leave an address for the answer, or take it back.
import { ownPath } from './addresses.ts';
import { Field, Refused } from './asked-fields.tsx';
import type { ContactBlock } from './asked-model.ts';
import type { View } from './view.ts';

type Props = { readonly view: View; readonly token: string; readonly contact: ContactBlock };

export const TicketContact = ({ view, token, contact }: Props) => {
  const { t } = view;
  const action = `${ownPath(view.lang, 'ticket', token)}/contact`;
  return (
    <section class="block no-print asked" aria-labelledby="contact">
      <h2 id="contact">{t('contact.title')}</h2>
      {contact.held ? (
        <form class="asked-form" method="post" action={`${action}/forget`}>
          <p>
            {t('contact.held', { day: view.day(contact.held.leftOn) })}
            {contact.held.corrections && <> {t('contact.held-corrections')}</>}
          </p>
          <p>
            <button class="button button-quiet" type="submit">
              {t('contact.forget')}
            </button>
          </p>
        </form>
      ) : (
        <form class="asked-form" method="post" action={action}>
          <p>{t('contact.lead')}</p>
          {contact.refused !== null && <Refused view={view} code={contact.refused} kept={null} />}
          <Field
            name="email"
            label={t('contact.email')}
            hint={null}
            wrong={contact.refused === 'contact-not-an-address'}
          >
            {(described) => (
              <input {...described} type="email" name="email" autocomplete="email" required value={contact.email} />
            )}
          </Field>
          <label class="tick">
            <input type="checkbox" name="consent" value="yes" required /> {t('contact.consent')}
          </label>
          <label class="tick">
            <input type="checkbox" name="corrections" value="yes" /> {t('contact.corrections')}
          </label>
          <p>
            <button class="button button-strong" type="submit">
              {t('contact.save')}
            </button>
          </p>
        </form>
      )}
    </section>
  );
};
