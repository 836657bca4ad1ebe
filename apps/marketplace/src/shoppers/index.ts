/** The door of shoppers. */
export { inventPerson } from './people.ts';
export { SHOPPERS_CHANNEL, type ShoppersFeature, shoppersFeature } from './shoppers.feature.ts';
