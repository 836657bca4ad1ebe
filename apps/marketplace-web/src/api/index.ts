/** The way pages reach the server. */
export { ApiProvider, createApi, useApi } from './api.tsx';
export { failureOf, mayPass, ReplyError, toReplyError } from './failures.ts';
export { allPages, type PageOf, usePaged } from './pages.ts';
export { placeErrors } from './places.ts';
export { pollEvery } from './polling.ts';
export { wanted } from './replies.ts';
export { useSending } from './sending.ts';
