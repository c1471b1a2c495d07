// The language of the letters that somebody is sent, and of the addresses in them.
import { isUiLang, type UiLang } from '../base/lang.ts';
import type { Asked, Door } from './door.ts';

/**
 * The first of `wished` that the instance speaks: what was chosen, then the language of what the letters are about. Only then
 * what the browser says, for a program says nothing of use there.
 */
export const letterLang = (door: Door, asked: Asked, ...wished: readonly (string | null | undefined)[]): UiLang => {
  const spoken: readonly string[] = door.options.organisation.languages;
  return wished.find((lang): lang is UiLang => !!lang && isUiLang(lang) && spoken.includes(lang)) ?? door.langOf(asked);
};
