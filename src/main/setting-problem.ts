/** One thing wrong with the settings: where it was said, what is wrong, how to mend it. */
export type SettingProblem = { readonly where: string; readonly problem: string; readonly fix: string };
