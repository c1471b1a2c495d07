// The field of a form in which a browser hands on what a passkey gave: JSON of a few texts in base64url.
import type { NewPasskeyAnswer, PasskeyAnswer } from '../../desk/index.ts';

type Texts<Name extends string> = Readonly<Record<Name, string>>;

const texts = <Name extends string>(field: string, names: readonly Name[]): Texts<Name> | undefined => {
  let given: unknown;
  try {
    given = JSON.parse(field);
  } catch {
    return undefined;
  }
  if (typeof given !== 'object' || given === null) return undefined;
  const found: [string, string][] = [];
  for (const name of names) {
    const value = Object.hasOwn(given, name) ? (given as Texts<Name>)[name] : undefined;
    if (typeof value !== 'string' || !/^[A-Za-z0-9_-]*$/.test(value)) return undefined;
    found.push([name, value]);
  }
  return Object.fromEntries(found) as Texts<Name>;
};

/** What a new passkey gave; undefined when it is nothing of the kind. */
export const newPasskeyIn = (field: string): NewPasskeyAnswer | undefined =>
  texts(field, ['id', 'clientDataJSON', 'attestationObject']);

/** What a passkey signed; undefined when it is nothing of the kind. */
export const passkeyIn = (field: string): PasskeyAnswer | undefined =>
  texts(field, ['id', 'clientDataJSON', 'authenticatorData', 'signature', 'userHandle']);
