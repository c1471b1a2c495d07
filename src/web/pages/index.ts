export { readAssets } from './assets.ts';
export { claimReviewOf } from './json-ld.ts';
export type { AnswerView, ClaimView, Page, PageName, Shell } from './model.ts';
export { renderPage } from './render.tsx';
export { statementTexts } from './statements.ts';
export { standardLabel } from './verdict-words.ts';
