/** Paper: pick lists and packing slips. */
export { PrintMenu, type PrintMenuProps } from './print-menu.tsx';
