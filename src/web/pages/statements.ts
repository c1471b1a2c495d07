// The policy pages: the operator's own words, else the honest text Sangto ships.
import aboutEn from '../../../locales/statements/about.en.md?raw';
import aboutVi from '../../../locales/statements/about.vi.md?raw';
import correctionsEn from '../../../locales/statements/corrections.en.md?raw';
import correctionsVi from '../../../locales/statements/corrections.vi.md?raw';
import fundingEn from '../../../locales/statements/funding.en.md?raw';
import fundingVi from '../../../locales/statements/funding.vi.md?raw';
import methodEn from '../../../locales/statements/method.en.md?raw';
import methodVi from '../../../locales/statements/method.vi.md?raw';
import privacyEn from '../../../locales/statements/privacy.en.md?raw';
import privacyVi from '../../../locales/statements/privacy.vi.md?raw';
import { canonicalJson } from '../../base/canonical-json.ts';
import type { UiLang } from '../../base/lang.ts';
import { type Organisation, type StatementPage, statementPages } from '../../core/organisation.ts';

const shipped: Readonly<Record<StatementPage, Readonly<Record<UiLang, string>>>> = {
  about: { vi: aboutVi, en: aboutEn },
  method: { vi: methodVi, en: methodEn },
  funding: { vi: fundingVi, en: fundingEn },
  corrections: { vi: correctionsVi, en: correctionsEn },
  privacy: { vi: privacyVi, en: privacyEn },
};

/** What every policy page says, by its name: one text with all its languages, to see whether any of it was changed. */
export const statementTexts = (organisation: Organisation): Readonly<Record<StatementPage, string>> =>
  Object.fromEntries(
    statementPages.map((page) => [
      page,
      canonicalJson(
        Object.fromEntries(organisation.languages.map((lang) => [lang, statementText(organisation, page, lang).text])),
      ),
    ]),
  ) as Record<StatementPage, string>;

/** Markdown of a policy page. `own`: the operator wrote it. In shipped texts `{name}` stands for the organisation. */
export const statementText = (
  organisation: Organisation,
  page: StatementPage,
  lang: UiLang,
): { readonly text: string; readonly own: boolean } => {
  const own = organisation.statements[page]?.[lang];
  if (own !== undefined) return { text: own, own: true };
  const name = organisation.name.replace(/[\\`*_[\]<>#&]/g, '\\$&');
  return { text: shipped[page][lang].replaceAll('{name}', () => name), own: false };
};
