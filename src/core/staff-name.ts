// Names in the team: whoever is asked by name, or spoken to in a remark, is one person and nobody else.
import { ok, type Refusal, type Result, refuse } from '../base/result.ts';
import { looksLike } from '../kit/text/index.ts';

export type StaffNameRefusal = Refusal<'name-wrong' | 'name-unseen' | 'name-digits' | 'name-address'>;

const longestName = 100;
const unseen = /[\p{C}\p{Default_Ignorable_Code_Point}]/u;
// A number of a telephone or an account, also where it is written in groups.
const digits = /\p{Nd}(?:[\s.\-–·]?\p{Nd}){3,}/u;
// A dot between two words without a space is read, and made into a link, as an address.
const address = /@|https?|\bwww\b|[\p{L}\p{N}-]{2,}[.。]\p{L}{2,}/iu;

/** A name as colleagues read it: one line, at most 100 characters, with a letter, and nothing that leads elsewhere. */
export const parseStaffName = (text: string): Result<string, StaffNameRefusal> => {
  const name = text.normalize('NFC').replace(/\s+/g, ' ').trim();
  if (unseen.test(name)) return refuse('name-unseen', { field: 'name' });
  if (!/\p{L}/u.test(name) || name.length > longestName) return refuse('name-wrong', { field: 'name' });
  const plain = name.normalize('NFKC');
  if (digits.test(plain)) return refuse('name-digits', { field: 'name' });
  return address.test(plain) ? refuse('name-address', { field: 'name' }) : ok(name);
};

/** Whether two names are read as one at a glance: accents, case, look-alike letters and spaces make no other person. */
export const isReadAs = (one: string, other: string): boolean => atAGlance(one) === atAGlance(other);

const atAGlance = (name: string): string => looksLike(name).join('');
