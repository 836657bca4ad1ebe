/** What a process remembers. */
export { createRemembered, type Remembered, type RememberedOptions } from './remembered.ts';
