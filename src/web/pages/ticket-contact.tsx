// On the ticket: leave an address for the answer, see what is held of it, and take it back.
import { ownPath } from './addresses.ts';
import { Field, Refused } from './asked-fields.tsx';
import type { ContactBlock } from './asked-model.ts';
import type { View } from './view.ts';

type Props = { readonly view: View; readonly token: string; readonly contact: ContactBlock };

export const TicketContact = (props: Props) => {
  const { view, contact } = props;
  const { t } = view;
  const { held, follows, goneOn, offered } = contact;
  return (
    <section class="block no-print asked" aria-labelledby="contact">
      <h2 id="contact">{t(offered ? 'contact.title' : 'contact.yours')}</h2>
      {(held !== null || follows !== null) && <Held {...props} />}
      {held === null && follows === null && goneOn !== null && <p>{t('contact.gone', { day: view.day(goneOn) })}</p>}
      {contact.asked && (
        <p class="note" role="status">
          {t('contact.asked')}
        </p>
      )}
      {offered && !contact.asked && <Offer {...props} />}
    </section>
  );
};

/** For what the address is held, as it is; one button forgets it in all of it. */
const Held = ({ view, token, contact: { held, follows } }: Props) => {
  const { t } = view;
  return (
    <form class="asked-form" method="post" action={`${ownPath(view.lang, 'ticket', token)}/contact/forget`}>
      {held?.told && <p>{t('contact.held-undo')}</p>}
      {held !== null && !held.told && (
        <p>
          {t('contact.held', { day: view.day(held.leftOn) })}{' '}
          {follows === null && t(held.corrections ? 'contact.held-corrections' : 'contact.held-gone')}
        </p>
      )}
      {follows !== null && <p>{t('contact.follows', { day: view.day(follows) })}</p>}
      <p>
        <button class="button button-quiet" type="submit">
          {t('contact.forget')}
        </button>
      </p>
    </form>
  );
};

const Offer = ({ view, token, contact }: Props) => {
  const { t } = view;
  return (
    <form class="asked-form" method="post" action={`${ownPath(view.lang, 'ticket', token)}/contact`}>
      <p>{t('contact.lead')}</p>
      {contact.refused !== null && <Refused view={view} code={contact.refused} kept={null} />}
      <Field name="email" label={t('contact.email')} hint={null} wrong={contact.refused === 'contact-not-an-address'}>
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
  );
};
