// What an appeal is about, as pages name it: by its kind, and by its public page.
import type { UiLang } from '../../base/lang.ts';
import type { AppealKind } from '../../core/appeal.ts';
import type { AppealedThing } from '../../desk/appeal-ports.ts';
import { checkPath, explainerPath, inLanguage, notePath } from './addresses.ts';

/** The words before its name. */
export const aboutWords = {
  check: 'appeal.about',
  case: 'appeal.about-declined',
  explainer: 'appeal.about-explainer',
  note: 'appeal.about-note',
} as const satisfies Readonly<Record<AppealKind, string>>;

/** Where everybody reads it; null where it has no page (any more). */
export const appealedPath = (lang: UiLang, { kind, slug, caseNumber, titles }: AppealedThing): string | null => {
  if (kind === 'check' || kind === 'explainer')
    return slug === null ? null : kind === 'check' ? checkPath(lang, slug) : explainerPath(lang, slug);
  if (caseNumber === null || Object.keys(titles).length === 0) return null;
  return kind === 'note' ? notePath(lang, caseNumber) : `${inLanguage(lang, '/declined')}#case-${caseNumber}`;
};
