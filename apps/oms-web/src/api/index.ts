/** The way pages reach the server. */
export { ApiProvider, createApi, useApi } from './api.tsx';
export { failureOf, mayPass, ReplyError, toReplyError } from './failures.ts';
export { allPages, type PageOf, type PageRequest, usePaged } from './pages.ts';
export { fieldName, placeErrors } from './places.ts';
export { wanted } from './replies.ts';
export { useSending } from './sending.ts';
