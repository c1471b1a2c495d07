export { noPages, pageTitles } from './page-titles.ts';
