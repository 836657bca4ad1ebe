/** Stock: what lies where, what the channels show, and every movement. */
export { parseInventorySearch } from './inventory.ts';
export { AddSkuForm } from './list/add-sku-dialog.tsx';
export { SkuPicker } from './sku-picker.tsx';
