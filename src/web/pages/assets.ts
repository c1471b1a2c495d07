// From the client build's manifest to the addresses pages link to.

/**
 * Reads Vite's manifest (`dist/client/.vite/manifest.json`, already parsed) into addresses by source name:
 * `islands/ask` → `/assets/ask-<hash>.js`, `styles/site` → `/assets/site-<hash>.css`. Anything else in it is left out.
 */
export const readAssets = (manifest: unknown): Readonly<Record<string, string>> => {
  if (typeof manifest !== 'object' || manifest === null) return {};
  return Object.fromEntries(
    Object.entries(manifest).flatMap(([source, entry]: [string, unknown]) => {
      if (typeof entry !== 'object' || entry === null || !('file' in entry) || typeof entry.file !== 'string')
        return [];
      return 'isEntry' in entry ? [[source.replace(/\.[a-z]+$/, ''), `/${entry.file}`]] : [];
    }),
  );
};
