/** What digits give away by themselves, whatever is said around them. */

// 1800 and 1900 lines belong to bodies, not to people.
export const isPublicLine = (digits: string): boolean => /^1[89]00\d{4,6}$/.test(digits);

const vietnamese = /^0(?:[35789]\d{8}|2\d{9}|1[2689]\d{8})$/;
const vietnameseAbroad = /^(?:00)?84(?:[35789]\d{8}|2\d{9})$/;

/** Phone numbers as Vietnam, international dialling (ITU-T E.164) and North America write them; `sizes` are the groups' lengths. */
export const isPhone = (digits: string, sizes: string, hasPlus: boolean): boolean => {
  if (hasPlus && digits.startsWith('84')) return /^840?\d{9,10}$/.test(digits);
  if (hasPlus) return digits.length >= 8 && digits.length <= 15;
  if (vietnamese.test(digits) || vietnameseAbroad.test(digits)) return true;
  if (/^00[1-9]\d{8,13}$/.test(digits) && digits.length !== 12) return true;
  // 202-555-0123, (202) 555-0123, 1-202-555-0123.
  return (sizes === '334' && /^[2-9]\d\d[2-9]/.test(digits)) || (sizes === '1334' && /^1[2-9]\d\d[2-9]/.test(digits));
};

/** One spelling of a phone number: `+84…` for Vietnam however dialled, `+` and digits where the country is known. */
export const dialled = (digits: string, hasPlus: boolean): string => {
  if (hasPlus) return `+${digits.replace(/^840/, '84')}`;
  if (digits.startsWith('00')) return `+${digits.slice(2)}`;
  if (vietnamese.test(digits)) return `+84${digits.slice(1)}`;
  return vietnameseAbroad.test(digits) ? `+${digits}` : digits;
};

/** Vietnam's twelve digits: province 001 to 096, century and sex, year of birth, six more (Decree 137/2015/ND-CP). */
export const isCitizenId = (digits: string): boolean => /^0(?:0[1-9]|[1-8]\d|9[0-6])\d{9}$/.test(digits);

/** Payment cards: 16 digits with the check digit of ISO/IEC 7812. */
export const isCard = (digits: string): boolean => {
  if (!/^[2-6]\d{15}$/.test(digits)) return false;
  const doubled = (d: number): number => (d > 4 ? d * 2 - 9 : d * 2);
  return Array.from(digits, Number).reduce((sum, d, i) => sum + (i % 2 === 1 ? d : doubled(d)), 0) % 10 === 0;
};

/** A figure with five zeros and more at its end is a sum or a count. */
export const isRound = (digits: string): boolean => /^[1-9]\d{0,12}?0{5,}$/.test(digits);

export const isIsbn = (digits: string): boolean => /^97[89]\d{10}$/.test(digits);

export const isDate = (a: string, b: string, c: string): boolean =>
  (isDay(a) && isDay(b) && isYear(c)) || (isYear(a) && isDay(b) && isDay(c));

const isDay = (digits: string): boolean => /^(?:0?[1-9]|[12]\d|3[01])$/.test(digits);
const isYear = (digits: string): boolean => /^(?:19|20)\d\d$/.test(digits);
