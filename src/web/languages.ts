// Which interface language a request wants.
import { isUiLang, type UiLang } from '../base/lang.ts';

/**
 * The best of `offered` for an `Accept-Language` header (RFC 9110, section 12.5.4); the first offered when nothing fits.
 * Regions do not matter: `vi-VN` asks for `vi`.
 */
export const preferredLang = (header: string | undefined, offered: readonly UiLang[]): UiLang => {
  const wanted = (header ?? '')
    .slice(0, 500)
    .split(',')
    .map((part, at) => {
      const [tag = '', ...parameters] = part.trim().toLowerCase().split(';');
      const q = parameters.map((p) => /^\s*q=([01](?:\.\d{0,3})?)\s*$/.exec(p)?.[1]).find((x) => x !== undefined);
      return { lang: tag.split('-')[0] ?? '', weight: q === undefined ? 1 : Number(q), at };
    })
    .filter(({ weight }) => weight > 0)
    .sort((a, b) => b.weight - a.weight || a.at - b.at);
  const found = wanted.find(({ lang }) => isUiLang(lang) && offered.includes(lang));
  return found && isUiLang(found.lang) ? found.lang : (offered[0] ?? 'vi');
};
