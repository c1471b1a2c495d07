/** The languages of the interface. Texts themselves may be in any language (a BCP 47 tag). */
export const uiLangs = ['vi', 'en'] as const;
export type UiLang = (typeof uiLangs)[number];
export const isUiLang = (x: string): x is UiLang => (uiLangs as readonly string[]).includes(x);
