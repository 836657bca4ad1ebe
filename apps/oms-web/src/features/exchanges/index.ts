/** Requests to channels and their answers. */
export { ExchangeList } from './exchange-list.tsx';
