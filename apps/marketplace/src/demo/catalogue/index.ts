/** Owns the demo's catalogue: its products, in one list. */
import type { DemoProduct } from '../products.ts';
import { careProducts } from './care.ts';
import { kitchenProducts } from './kitchen.ts';
import { officeProducts } from './office.ts';
import { outdoorProducts } from './outdoor.ts';
import { toysProducts } from './toys.ts';

export const demoProducts: readonly DemoProduct[] = [
  ...kitchenProducts,
  ...outdoorProducts,
  ...officeProducts,
  ...toysProducts,
  ...careProducts,
];
