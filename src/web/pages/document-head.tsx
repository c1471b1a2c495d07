// The head of every page. No inline script and no inline style: the content security policy forbids both.
import { feedPath, inLanguage } from './addresses.ts';
import { checkJsonLd, pictureJsonLd } from './json-ld.ts';
import type { Page } from './model.ts';
import { metaOf } from './page-meta.ts';
import type { View } from './view.ts';

const scripts: Readonly<Partial<Record<Page['page'], readonly string[]>>> = {
  front: ['islands/ask'],
  answer: ['islands/ask', 'islands/share'],
  check: ['islands/share'],
  'kind-reply': ['islands/share'],
  'desk-queue': ['islands/desk-queue'],
  operator: ['islands/operator'],
  'desk-case': [
    'islands/desk-draft',
    'islands/desk-forms',
    'islands/desk-file',
    'islands/desk-queue',
    'islands/desk-case-keys',
    'islands/desk-case-parts',
  ],
  'desk-case-pictures': ['islands/desk-picture'],
  'desk-webhook': ['islands/share'],
  'desk-webhooks': ['islands/share'],
  'desk-tokens': ['islands/share'],
  rate: ['islands/desk-passkey'],
  'desk-sign-in': ['islands/desk-passkey'],
  'desk-confirm': ['islands/desk-passkey'],
  'desk-passkey': ['islands/desk-passkey'],
  'desk-practice-try': ['islands/desk-practice'],
};

export const DocumentHead = ({ view, page }: { readonly view: View; readonly page: Page }) => {
  const { shell, t, lang } = view;
  const { organisation, assets } = shell;
  const meta = metaOf(view, page);
  const title = page.page === 'front' ? `${meta.title} · ${organisation.name}` : `${meta.title} | ${organisation.name}`;
  const jsonLd =
    page.page === 'check' ? [checkJsonLd(view, page.check) ?? [], pictureJsonLd(view, page.check)].flat() : [];
  // Readers are not made to load what only the team sees.
  const ofDesk = page.page.startsWith('desk-') || ('desk' in page && page.desk !== null);
  const styles = [assets['styles/site'], ofDesk ? assets['styles/desk'] : undefined];
  return (
    <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <title>{title}</title>
      <meta name="description" content={meta.description} />
      {!meta.index && <meta name="robots" content="noindex" />}
      {!meta.referrer && <meta name="referrer" content="no-referrer" />}
      {meta.canonical && <link rel="canonical" href={meta.canonical} />}
      {meta.languages.length > 1 && <Alternates view={view} languages={meta.languages} />}
      <meta name="color-scheme" content="light dark" />
      <meta name="theme-color" media="(prefers-color-scheme: light)" content="#f7f5ee" />
      <meta name="theme-color" media="(prefers-color-scheme: dark)" content="#111716" />
      {styles.map((style) => style && <link key={style} rel="stylesheet" href={style} />)}
      <link rel="icon" href="/icons/icon.svg" type="image/svg+xml" />
      <link rel="apple-touch-icon" href="/icons/apple-touch-icon.png" />
      <link rel="manifest" href={`/manifest.webmanifest?lang=${lang}`} />
      <link
        rel="alternate"
        type="application/atom+xml"
        href={feedPath(lang)}
        title={t('feed.title', { organisation: organisation.name })}
      />
      <meta property="og:site_name" content={organisation.name} />
      <meta property="og:title" content={meta.title} />
      <meta property="og:description" content={meta.description} />
      <meta property="og:type" content={page.page === 'check' ? 'article' : 'website'} />
      <meta property="og:locale" content={lang === 'vi' ? 'vi_VN' : 'en_GB'} />
      {meta.canonical && <meta property="og:url" content={meta.canonical} />}
      <meta property="og:image" content={`${organisation.origin}/icons/icon-512.png`} />
      <meta name="twitter:card" content="summary" />
      {jsonLd.map((text) => (
        <script key={text} type="application/ld+json" dangerouslySetInnerHTML={{ __html: text }} />
      ))}
      {[...(scripts[page.page] ?? []), ...(looksAtLog(page) ? ['islands/verify-log'] : []), 'islands/reader'].map(
        (name) => (assets[name] ? <script key={name} type="module" src={assets[name]} /> : null),
      )}
    </head>
  );
};

/** Only where there is a proof is what verifies it loaded. */
const looksAtLog = (page: Page): boolean =>
  page.page === 'log' ||
  page.page === 'leaf' ||
  (page.page === 'check' && typeof page.proof === 'object') ||
  ('proofs' in page && typeof page.proofs === 'object');

const Alternates = ({ view, languages }: { readonly view: View; readonly languages: readonly ('vi' | 'en')[] }) => {
  const { origin, languages: all } = view.shell.organisation;
  const first = all.find((l) => languages.includes(l)) ?? languages[0]!;
  return (
    <>
      {languages.map((l) => (
        <link key={l} rel="alternate" hreflang={l} href={origin + inLanguage(l, view.shell.path)} />
      ))}
      <link rel="alternate" hreflang="x-default" href={origin + inLanguage(first, view.shell.path)} />
    </>
  );
};
