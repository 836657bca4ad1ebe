/** Where a merchant ships from and takes returns at. */
export { useNodeNames, useNodes } from './nodes.queries.ts';
export { serviceLevels } from './shipping-names.ts';
