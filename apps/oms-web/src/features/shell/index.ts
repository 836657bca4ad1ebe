/** What stands around every page. */
export { NotFoundPage } from './not-found-page.tsx';
export { Shell } from './shell.tsx';
