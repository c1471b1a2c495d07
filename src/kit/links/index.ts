export { canonicalUrl } from './canonical-url.ts';
export { citedAddress } from './cited-address.ts';
export { findUrls } from './find-urls.ts';
export { htmlText } from './html-text.ts';
export { isLocalName, literalIn } from './local-name.ts';
export { isShortened, openAddress } from './open-address.ts';
export { type PageHead, pageHead } from './page-head.ts';
export { isPermalink } from './permalink.ts';
export { isPublicAddress } from './public-address.ts';
