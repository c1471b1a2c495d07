// Step-up: what weighs is done only by who has just shown the second factor again.
import { inLanguage } from '../pages/addresses.ts';
import { formOf, longForm } from './desk-form.ts';
import { back, type Inside } from './inside.ts';
import type { Refused } from './pages/team-model.ts';
import { hasPasskey, prove } from './prove.ts';
import { shown } from './sign-in-routes.ts';

export const isProven = ({ door, who }: Pick<Inside, 'door' | 'who'>): boolean =>
  who.provenUntil !== null && who.provenUntil > door.options.world.now();

/** The way to the page that asks for a code and leads on to `next`; undefined when one was shown within ten minutes (ASVS 7.5.3). */
export const toConfirm = (here: Inside, next: string): Response | undefined =>
  isProven(here) ? undefined : back(`${inLanguage(here.lang, '/confirm')}?next=${encodeURIComponent(next)}`);

type Given<Name extends string> = Readonly<Partial<Record<Name, string>>>;
type Form<Name extends string> = {
  readonly names: readonly Name[];
  /** The page with the form. */
  readonly page: string;
  /** Draws the form again with what was typed, for whoever wants to change it instead of giving a code. */
  readonly again?: (given: Given<Name>) => Promise<Response>;
  /** Whether what was typed weighs at all; it does unless said otherwise. */
  readonly weighs?: (given: Given<Name>) => boolean;
};

/**
 * The fields of a form that weighs. Where no code was shown within ten minutes, the answer is a page that asks for one and
 * carries everything that was typed; with the code it is sent on as if it came at once. Nothing of it is kept here.
 */
export const provenForm = async <Name extends string>(
  here: Inside,
  { names, page, again, weighs = () => true }: Form<Name>,
): Promise<Given<Name> | Response> => {
  const { door, asked, lang, who } = here;
  const sent = await formOf<string>(here, [...names, 'code', 'passkey', 'return'], longForm);
  if (sent instanceof Response) return sent;
  const { code, passkey, return: returns, ...rest } = sent;
  const given = rest as Given<Name>;
  if (returns !== undefined && again !== undefined) return again(given);
  if (isProven(here) || !weighs(given)) return given;
  const ask = async (refused: Refused): Promise<Response> =>
    shown({ door, lang }, '/confirm', {
      page: 'desk-confirm',
      member: who.member,
      next: page,
      kept: {
        action: new URL(asked.req.url).pathname,
        fields: Object.entries(rest).flatMap(([name, value]) => (value === undefined ? [] : [{ name, value }])),
        returns: again !== undefined,
      },
      passkey: await hasPasskey(here),
      refused,
    });
  if (code === undefined && passkey === undefined) return ask(null);
  const refused = await prove(here, { code, passkey });
  return refused === null ? given : ask(refused);
};
