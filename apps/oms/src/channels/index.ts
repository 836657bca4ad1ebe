/** Channels: what the OMS expects of a marketplace, and what sending needs of orders. */
export { type Channels, createChannels, rejectReasonFor, toChannelInfo, toRejectReasons } from './channels.ts';
export * from './outbox.ts';
export { cancelledLine, isOver, parcelLine, provesParcel } from './parcel-proof.ts';
export * from './port.ts';
export {
  checkChange,
  defineSetting,
  labelOf,
  missingSettings,
  type SettingPart,
  secretLabels,
  settingOf,
  textSetting,
} from './settings.ts';
export { soundJson, soundText } from './sound-json.ts';
