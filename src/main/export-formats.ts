/** What `sangto export` can write. */
export const exportFormats = ['jsonl', 'claimreview'] as const;
