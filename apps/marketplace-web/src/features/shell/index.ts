/** What stands around every page. */
export { consolePages } from './console-pages.ts';
export { NotFoundPage } from './not-found-page.tsx';
export { Shell } from './shell.tsx';
