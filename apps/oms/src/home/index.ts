/** What a working day begins with: work by urgency, the next deadlines, how connections do, and sales by day. */
export { homeFeature } from './home.routes.ts';
