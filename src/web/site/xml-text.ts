// Text in feeds.

/** Without the characters XML 1.0 has no way to write (section 2.2), and without `]]>`, which would end a CDATA section. */
export const xmlText = (text: string): string =>
  text
    .toWellFormed()
    .replace(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g, '')
    .replaceAll(']]>', ']] >');
