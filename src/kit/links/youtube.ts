const videoId = /^[\w-]{11}$/;

/** The watch address of a YouTube video in any of its forms (short link, shorts, live, embed); undefined for other pages. */
export const youtubeForm = (host: string, path: string, query: string): string | undefined => {
  const id = videoOf(host, path, query);
  return id === undefined || !videoId.test(id) ? undefined : `https://youtube.com/watch?v=${id}`;
};

const videoOf = (host: string, path: string, query: string): string | undefined => {
  if (host === 'youtu.be') return path.slice(1);
  if (host !== 'youtube.com' && host !== 'youtube-nocookie.com') return undefined;
  if (path === '/watch') return /[?&]v=([^&]*)/.exec(query)?.[1];
  return /^\/(?:shorts|live|embed|v)\/([^/]+)$/.exec(path)?.[1];
};
