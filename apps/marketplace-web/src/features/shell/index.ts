/** What stands around every page. */
export { BrokenPage, NotFoundPage } from './page-failures.tsx';
export { Shell } from './shell.tsx';
