/** Owns the list of every documented enumeration, gathered from the areas. */
export * from './order-enums.ts';
export * from './return-enums.ts';
export * from './shipping-enums.ts';
export * from './sku-enums.ts';
