/** Stock: what lies where, what the channels show, and every movement. */
export { parseInventorySearch } from './inventory.ts';
export { SkuPicker } from './sku-picker.tsx';
