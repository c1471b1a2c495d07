import bodies from './bodies.json' with { type: 'json' };
import { firstWords, isObject, type Loose, listOf, typesOf, wordsOf } from './loose-json.ts';
import nobodies from './nobody.json' with { type: 'json' };
import { plainText } from './plain-text.ts';
import publicRoles from './public-roles.json' with { type: 'json' };
import { isSocialAddress } from './social-address.ts';

/**
 * Who made the claim, only where that is evidently a public body, or a person named with a public role.
 * Publishers type their authors carelessly ("Organization" for a Facebook user), so the type alone proves nothing:
 * an institution's word, an acronym, or a role from the tables beside this file must stand there. Everything else is dropped.
 * @example publicClaimant('Bộ Y tế') // 'Bộ Y tế'
 * @example publicClaimant({ '@type': 'Person', name: 'Nguyễn Văn A' }) // undefined
 */
export const publicClaimant = (value: Loose): string | undefined => {
  const [only, ...others] = listOf(value);
  if (others.length > 0) return undefined;
  if (typeof only === 'string') return institution(named(only));
  if (!isObject(only) || wordsOf(only.name).length !== 1) return undefined;
  if ([...wordsOf(only.sameAs), ...wordsOf(only.url)].some(isSocialAddress)) return undefined;
  const name = named(firstWords(only.name) ?? '');
  if (name === undefined) return undefined;
  const types = typesOf(only);
  // "Margaret Court" ends like an institution; a node typed as a person must begin like one.
  if (types.includes('person')) return (heads.test(bare(name)) ? name : undefined) ?? officeHolder(name, only.jobTitle);
  if (types.length === 0) return institution(name);
  return institution(name) ?? (isAcronym(name) ? name : undefined);
};

// Nobody in particular, or accounts: platforms, "social media users", "multiple sources".
const isNobody = (name: string): boolean => nobody.test(folded(name));

// Lists of names, handles, addresses and decorated account names are never one public body.
const named = (raw: string): string | undefined => {
  const name = plainText(raw, 200);
  if (name === undefined || name.length < 2 || name.length > 120) return undefined;
  if (/[@|/\\;<>#_]|:|\s[-–—]\s|--|,.*,|\p{Extended_Pictographic}/u.test(name)) return undefined;
  if (/\b[\p{L}\d-]+\.\p{L}{2,}\b/u.test(name) || /\d{3,}/.test(name)) return undefined;
  return isNobody(name) ? undefined : name;
};

const institution = (name: string | undefined): string | undefined => {
  if (name === undefined || name.includes(',')) return undefined;
  const words = bare(name);
  return heads.test(words) || tails.test(words) ? name : undefined;
};

const bare = (name: string): string =>
  folded(name)
    .replace(/^(the|la|le|el|les|los|o|a|die|das|der) /, '')
    .replace(/[.]+$/, '');

const officeHolder = (name: string, jobTitle: Loose): string | undefined => {
  const role = plainText(firstWords(jobTitle), 150);
  if (role === undefined || isNobody(role.replace(/^(former|ex|cựu)[\s-]+/i, '')) || folded(role) === folded(name))
    return undefined;
  return roles.test(folded(role)) ? `${name}, ${role}` : undefined;
};

const isAcronym = (name: string): boolean => /^\p{Lu}[\p{Lu}\d.-]{1,9}$/u.test(name);

const folded = (text: string): string => text.normalize('NFC').toLowerCase().replace(/\s+/g, ' ').trim();

const oneOf = (words: readonly string[]): string =>
  words.map((word) => word.normalize('NFC').replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|');

const edge = '[^\\p{L}\\p{M}\\p{N}]';
// "Bộ" is a ministry, "Bộ trưởng" a minister: the head of an office or its member is a person.
const heads = new RegExp(
  `^(?:${oneOf(Object.values(bodies.heads).flat())})(?=${edge}|$)(?! (?:trưởng|phó|viên|sĩ|tịch)(?=${edge}|$))`,
  'u',
);
const tails = new RegExp(
  `(?:(?<=${edge})(?:${oneOf([...bodies.tails.en, ...bodies.tails.de, ...bodies.tails.hi])})|${oneOf(bodies.tails.zh)})$`,
  'u',
);
const roles = new RegExp(`(?:^|${edge})(?:${oneOf(Object.values(publicRoles).flat())})(?=${edge}|$)`, 'u');
const nobody = new RegExp(
  `(?:^|${edge})(?:${oneOf(nobodies.filter((word) => !/\p{Script=Han}/u.test(word)))})(?=${edge}|$)|${oneOf(nobodies.filter((word) => /\p{Script=Han}/u.test(word)))}`,
  'u',
);
