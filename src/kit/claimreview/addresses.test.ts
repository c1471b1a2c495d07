import { expect, test } from 'vitest';
import { languageTag } from './language-tag.ts';
import { checkKey, itemUrn, reviewAddress } from './review-address.ts';
import { isProfileAddress, isSocialAddress } from './social-address.ts';

test('one review has one key, however its address is decorated', () => {
  const key = checkKey('https://www.check.example/a/?b=2&a=1', 'Nước chanh');
  expect(checkKey('http://check.example/a?a=1&utm_source=x&b=2&fbclid=y#top', '  NƯỚC CHANH! ')).toBe(key);
  expect(checkKey('https://check.example/a?a=1&b=2', 'Nước cam')).not.toBe(key);
  expect(itemUrn('check.example', 'a b/ở')).toBe('urn:sangto:item:check.example:a%20b%2F%E1%BB%9F');
});

test.each([
  ['/kiem-chung/12', 'https://bao.example/kiem-chung/12'],
  ['www.bao.example/1', 'https://www.bao.example/1'],
  [' https://user:secret@bao.example/1 ', 'https://bao.example/1'],
  ['javascript:alert(1)', undefined],
  ['ftp://bao.example/1', undefined],
  ['https://localhost/1', undefined],
])('%j means the address %j', (raw, address) => {
  expect(reviewAddress(raw, 'https://bao.example/feed.json')).toBe(address);
});

test.each([
  ['https://facebook.com/someone', true],
  ['https://www.facebook.com/profile.php?id=1', true],
  ['https://www.tiktok.com/@someone', true],
  ['https://t.me/someone', true],
  ['https://www.tiktok.com/@someone/video/1', false],
  ['https://www.facebook.com/photo.php?fbid=1', false],
  ['https://youtu.be/abc', false],
])('%s is an account rather than a post: %s', (address, isProfile) => {
  expect(isSocialAddress(address)).toBe(true);
  expect(isProfileAddress(address)).toBe(isProfile);
});

test('a newspaper is no social platform, nor is a host that only sounds like one', () => {
  for (const address of ['https://bao.example/a', 'https://notfacebook.com/a', 'nothing']) {
    expect([isSocialAddress(address), isProfileAddress(address)]).toEqual([false, false]);
  }
});

test.each([
  ['vi_VN', 'vi-VN'],
  ['Tiếng Việt', 'vi'],
  [{ '@type': 'Language', name: 'English', alternateName: 'en' }, 'en'],
  ['not a language', undefined],
  [7, undefined],
])('%j is the language %j', (value, tag) => {
  expect(languageTag(value)).toBe(tag);
});
