import { expect, test } from 'vitest';
import { pages, shell } from '../../../test/in-memory/hostile-pages.ts';
import { isUiLang, uiLangs } from '../../base/lang.ts';
import { renderPage } from './index.ts';

/** A picture of a check, from this site: looked at by itself, and left out where nothing else may fetch or run. */
const ownPicture = /<img src="(?:\/[a-z]+)*\/pictures\/[0-9a-f]{64}\.webp"(?: [a-z]+="[^"]*")*\/>/g;

const everyPage = uiLangs.flatMap((lang) =>
  pages.map((page) => {
    const whole = renderPage(shell({ lang }), page);
    return {
      name: `${lang} ${page.page}`,
      html: whole.replaceAll(ownPicture, ''),
      pictures: whole.match(ownPicture) ?? [],
    };
  }),
);
const tags = (html: string): readonly string[] => html.match(/<[a-z!/][^>]*?(?:"[^"]*"[^>]*?)*>/gi) ?? [];

test('ASVS 1.2.1: hostile text in every field of every page comes out as text', () => {
  for (const { name, html } of everyPage) {
    expect(html, name).not.toContain('<script>alert');
    expect(html, name).not.toMatch(/<(img|svg) (src|onload)/);
    for (const tag of tags(html)) expect(tag, name).not.toMatch(/^<[^"]*(?:"[^"]*"[^"]*)*\son\w+=/i);
  }
});

test('no page has inline script or style', () => {
  for (const { name, html } of everyPage) {
    for (const tag of tags(html)) {
      expect(tag, name).not.toMatch(/\sstyle=/);
      if (tag.startsWith('<script'))
        expect(tag, name).toMatch(/type="module" src="\/assets\/|type="application\/ld\+json"/);
    }
    expect(html, name).not.toContain('<style');
  }
});

test('ASVS 1.2.2: links lead only to web pages, mail, or places on this site', () => {
  for (const { name, html } of everyPage)
    for (const [, to] of html.matchAll(/\s(?:href|action|src)="([^"]*)"/g))
      expect(to, name).toMatch(/^(\/(?!\/)|#|https?:\/\/|mailto:)/);
});

test('a picture of a check is drawn with its words beside it and nothing more', () => {
  const all = everyPage.flatMap(({ pictures }) => pictures);
  expect(all.length).toBeGreaterThan(0);
  for (const one of all)
    expect(one.replaceAll(/="[^"]*"/g, '')).toMatch(/^<img src width height alt( lang)? loading decoding\/>$/);
});

test('nothing on a page is fetched from another host', () => {
  for (const { name, html } of everyPage) {
    expect(html, name).not.toMatch(/<(img|iframe|video|audio|object|embed)\b/);
    for (const [, src] of html.matchAll(
      /<(?:script|link rel="(?:stylesheet|icon|manifest|apple-touch-icon)")[^>]*?(?:src|href)="([^"]*)"/g,
    ))
      expect(src, name).toMatch(/^\/(?!\/)/);
  }
});

test('every page is one whole document in its language with a single main heading', () => {
  for (const { name, html } of everyPage) {
    expect(html.startsWith('<!doctype html><html lang="'), name).toBe(true);
    expect(isUiLang(html.slice(27, 29)), name).toBe(true);
    expect(html.match(/<h1[ >]/g)?.length, name).toBe(1);
    expect(html, name).toContain('href="/assets/site-1.css"');
    expect(html, name).not.toMatch(/undefined|\[object |NaN/);
  }
});
