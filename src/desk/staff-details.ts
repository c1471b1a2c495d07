// What somebody of the team says of themselves, as far as its form goes.

/** A name as colleagues read it: one line, at most 100 characters. */
export const parseName = (text: string): string | undefined => {
  const name = text.normalize('NFC').replace(/\s+/g, ' ').trim();
  return name !== '' && name.length <= 100 && !/\p{C}/u.test(name) ? name : undefined;
};

/** An address of electronic mail in lower case, as far as its form tells: whether it is read, a letter shows. */
export const parseEmail = (text: string): string | undefined => {
  const email = text.trim().toLowerCase();
  return email.length <= 254 && /^[^\s@<>(),;:"\\]+@[^\s@<>(),;:"\\]+\.[^\s@<>(),;:"\\.]+$/.test(email)
    ? email
    : undefined;
};
