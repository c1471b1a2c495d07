// The ways a page is looked at: its language, how wide the window is, its theme.
import { type UiLang, uiLangs } from '../../src/base/lang.ts';

export type Look = {
  readonly lang: UiLang;
  readonly width: 360 | 1280;
  readonly colorScheme: 'light' | 'dark';
};

export const widths = [360, 1280] as const;
export const themes = ['light', 'dark'] as const;

const words: readonly string[] = [...uiLangs, ...widths.map(String), ...themes];

/** Tells the names of pages from what narrows the looks at them: `queue case vi 360 dark`. Nothing said means all of it. */
export const asked = (
  said: readonly string[],
): { readonly places: readonly string[]; readonly looks: readonly Look[] } => {
  const narrowed = said.filter((word) => words.includes(word));
  const wanted = <One extends string | number>(all: readonly One[]): readonly One[] => {
    const some = all.filter((one) => narrowed.includes(String(one)));
    return some.length === 0 ? all : some;
  };
  return {
    places: said.filter((word) => word !== '' && !words.includes(word)),
    looks: wanted(uiLangs).flatMap((lang) =>
      wanted(widths).flatMap((width) => wanted(themes).map((colorScheme) => ({ lang, width, colorScheme }))),
    ),
  };
};
