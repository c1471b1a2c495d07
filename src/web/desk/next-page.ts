import type { UiLang } from '../../base/lang.ts';
import { inLanguage } from '../pages/addresses.ts';

/** Where to go on after signing in: a path of our own, never another site's address (`//elsewhere`, `/\elsewhere`). */
export const nextPage = (lang: UiLang, given: string | undefined): string => {
  const home = inLanguage(lang, '/desk');
  if (given === undefined || !/^\/[^/\\]/.test(given) || given.length > 2000) return home;
  const url = URL.parse(given, 'http://here.invalid');
  // Dots are resolved only now: `/.//elsewhere` has become `//elsewhere`.
  const path = url?.host === 'here.invalid' ? url.pathname + url.search : home;
  return /^\/[^/\\]/.test(path) ? path : home;
};
