// The letter by which somebody is invited to rate: words of ours alone, with a link.
import type { UiLang } from '../base/lang.ts';
import type { Organisation } from '../core/organisation.ts';
import { translate } from './locale.ts';
import { ratePath } from './pages/addresses.ts';

export const raterInvitation =
  ({ name, origin }: Pick<Organisation, 'name' | 'origin'>, lang: UiLang) =>
  (code: string, days: number): { readonly subject: string; readonly text: string } => {
    const t = translate(lang);
    const words = { organisation: name, address: `${origin}${ratePath(lang)}/open?code=${code}`, days };
    return { subject: t('rate.invited.subject', words), text: t('rate.invited.text', words) };
  };
