/** A client of the Jet merchant API: it signs in by itself, repeats what is safe, and says what is sure. */
export type { JetAnswer, JetFailure, JetRefused } from './answer.ts';
export { createJetClient, type JetCalls, type JetClient } from './client.ts';
export type { JetExchange } from './exchange.ts';
export type { FileError } from './file-errors.ts';
export { JetError, requireOk } from './jet-error.ts';
export {
  type IterationOptions,
  type OrdersOptions,
  orders,
  refunds,
  returns,
  type SkusOptions,
  skuIds,
  skus,
  type UntaggedOrdersOptions,
  untaggedOrders,
} from './lists.ts';
export { type JetPlatform, jetPlatform } from './platform.ts';
export type { Records } from './record-stream.ts';
export { type JetOperation, type JetRepetition, repetitionOf } from './repetition.ts';
export { type DownloadedReport, downloadReport, type ReportOptions } from './reports.ts';
export type { JetCallOptions, JetClientOptions, JetTimer } from './settings.ts';
export type { Spool, Spooled } from './spool.ts';
export { fetchTransfers, type JetDownload, type JetTransfers, type JetUpload } from './transfers.ts';
export {
  type AwaitFileOptions,
  awaitFile,
  type FileBodies,
  type FileOutcome,
  type FileUpload,
  type UploadProgress,
  uploadFile,
} from './upload-file.ts';
