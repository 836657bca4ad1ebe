/** Channels: what the OMS expects of a marketplace, and what sending needs of orders. */
export { type Channels, createChannels } from './channels.ts';
export * from './outbox.ts';
export * from './port.ts';
export { soundJson, soundText } from './sound-json.ts';
