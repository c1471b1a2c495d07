const platforms = [
  'facebook.com',
  'fb.com',
  'fb.watch',
  'fb.me',
  'messenger.com',
  'twitter.com',
  'x.com',
  't.co',
  'instagram.com',
  'threads.net',
  'threads.com',
  'tiktok.com',
  'youtube.com',
  'youtu.be',
  'zalo.me',
  'zaloapp.com',
  'zalo.vn',
  't.me',
  'telegram.me',
  'telegram.org',
  'whatsapp.com',
  'wa.me',
  'reddit.com',
  'linkedin.com',
  'pinterest.com',
  'tumblr.com',
  'vk.com',
  'ok.ru',
  'weibo.com',
  'weibo.cn',
  'line.me',
  'kwai.com',
  'kwai-video.com',
  'bsky.app',
  'snapchat.com',
  'discord.com',
  'discord.gg',
  'rumble.com',
  'bitchute.com',
  'odysee.com',
  'gettr.com',
  'parler.com',
  'truthsocial.com',
  'gab.com',
  'sharechat.com',
  'quora.com',
  'medium.com',
  'likee.video',
  'lotus.vn',
  'gapo.vn',
  'mastodon.social',
  'twitch.tv',
  'dailymotion.com',
];

/** Host of an http(s) address without `www.`, or undefined. */
export const hostOf = (address: string): string | undefined => {
  const url = URL.parse(address.trim());
  if (url === null || !/^https?:$/.test(url.protocol) || !url.hostname.includes('.')) return undefined;
  return url.hostname.replace(/^www\./, '').replace(/\.$/, '');
};

/** Whether a host is, or belongs to, a social platform. */
export const isSocialHost = (host: string): boolean =>
  platforms.some((platform) => host === platform || host.endsWith(`.${platform}`));

/** Whether an address leads to a social platform, where permalinks name their authors. */
export const isSocialAddress = (address: string): boolean => {
  const host = hostOf(address);
  return host !== undefined && isSocialHost(host);
};

/** Whether an address is the page of an account rather than of one post: those are never kept, not even hashed. */
export const isProfileAddress = (address: string): boolean => {
  const url = URL.parse(address.trim());
  if (url === null || !isSocialAddress(address)) return false;
  if (/^\/profile\.php$/i.test(url.pathname)) return !/[?&](story_)?fbid=/i.test(url.search);
  if (/fbid=|[?&]v=|[?&]story_fbid=/i.test(url.search)) return false;
  const parts = url.pathname.split('/').filter((part) => part !== '');
  const host = hostOf(address) ?? '';
  if (/^(fb\.watch|youtu\.be|t\.co|fb\.me|kwai-video\.com|vt\.tiktok\.com|vm\.tiktok\.com)$/.test(host)) return false;
  if (/^(user|users|channel|c|u|in|people|groups|company|add)$/i.test(parts[0] ?? '')) return parts.length <= 2;
  return parts.length <= 1;
};
