/** Live events: what changed, told to every open page. */
export { serveEvents } from './events.routes.ts';
export { touch } from './touch.ts';
