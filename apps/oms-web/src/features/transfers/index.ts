/** Transfers: units that go from one location to another. */
export { SkuOnTheWay } from './sku-on-the-way.tsx';
