// What somebody of the team says of themselves, as far as its form goes.

/** An address of electronic mail in lower case, as far as its form tells: whether it is read, a letter shows. */
export const parseEmail = (text: string): string | undefined => {
  const email = text.trim().toLowerCase();
  return email.length <= 254 && /^[^\s@<>(),;:"\\]+@[^\s@<>(),;:"\\]+\.[^\s@<>(),;:"\\.]+$/.test(email)
    ? email
    : undefined;
};
