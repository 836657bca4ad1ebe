/** The door of the marketplace: its factory, for its own program and for tests that join both apps. */
export { createMarketplace, type Marketplace, type MarketplaceDeps } from './marketplace.ts';
export type { MarketplaceServices } from './services.ts';
