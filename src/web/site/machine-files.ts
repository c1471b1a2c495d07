// Small files for machines: robots.txt and the manifest that lets a phone install the site and share into it.
import type { Hono } from 'hono';
import { isUiLang, type UiLang } from '../../base/lang.ts';
import type { Door, WebEnv } from '../door.ts';
import { preferredLang } from '../languages.ts';
import { translate } from '../locale.ts';
import { frontPath } from '../pages/addresses.ts';
import { drawnPage, publicPage } from '../public-page.ts';
import type { StaticFiles } from '../static-files.ts';

export const machineRoutes = (app: Hono<WebEnv>, door: Door, files: StaticFiles): void => {
  const { organisation } = door.options;
  app.get('/robots.txt', (asked) =>
    publicPage(door, asked, '/robots.txt', async () =>
      drawnPage(robots(organisation.origin), { type: 'text/plain; charset=utf-8' }),
    ),
  );
  app.get('/manifest.webmanifest', (asked) => {
    const given = asked.req.query('lang') ?? '';
    const lang =
      isUiLang(given) && organisation.languages.includes(given)
        ? given
        : preferredLang(asked.req.header('accept-language'), organisation.languages);
    return publicPage(
      door,
      asked,
      `/manifest.webmanifest?lang=${lang}`,
      async () =>
        drawnPage(JSON.stringify(manifest(organisation.name, lang, files.paths())), {
          type: 'application/manifest+json; charset=utf-8',
          lang,
        }),
      given === lang ? {} : { vary: 'Accept-Encoding, Accept-Language' },
    );
  });
};

const robots = (origin: string): string =>
  [
    'User-agent: *',
    'Disallow: /operator',
    'Disallow: /*/ask',
    'Disallow: /*/tickets/',
    'Allow: /',
    '',
    `Sitemap: ${origin}/sitemap.xml`,
    '',
  ].join('\n');

const manifest = (name: string, lang: UiLang, paths: readonly string[]) => ({
  id: '/',
  name,
  short_name: name.slice(0, 20),
  description: translate(lang)('meta.description'),
  lang,
  dir: 'ltr',
  start_url: frontPath(lang),
  scope: '/',
  display: 'standalone',
  background_color: '#f7f5ee',
  theme_color: '#f7f5ee',
  icons: paths.flatMap(icon),
  // What a phone's share menu hands over fills the field; nothing is sent before the person presses the button.
  share_target: {
    action: `/${lang}/share`,
    method: 'POST',
    enctype: 'multipart/form-data',
    params: {
      title: 'title',
      text: 'text',
      url: 'url',
      files: [{ name: 'file', accept: ['image/*', '.jpg', '.jpeg', '.png', '.webp', '.gif', '.avif'] }],
    },
  },
});

const icon = (path: string): readonly Record<string, string>[] => {
  if (path === '/icons/icon.svg') return [{ src: path, type: 'image/svg+xml', sizes: 'any', purpose: 'any' }];
  const size = /^\/icons\/icon-(maskable-)?(\d+)\.png$/.exec(path);
  return size === null
    ? []
    : [{ src: path, type: 'image/png', sizes: `${size[2]}x${size[2]}`, purpose: size[1] ? 'maskable' : 'any' }];
};
