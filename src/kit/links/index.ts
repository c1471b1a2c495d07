export { canonicalUrl } from './canonical-url.ts';
export { findUrls } from './find-urls.ts';
export { isPermalink } from './permalink.ts';
