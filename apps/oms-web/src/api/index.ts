/** The way pages reach the server. */
export { ApiProvider, createApi, useApi } from './api.tsx';
