/** Owns how sizes of files are written. */
const units = ['bytes', 'KB', 'MB', 'GB'] as const;

/** "812 bytes", "1.4 MB". */
export function sizeText(bytes: number): string {
  const step = bytes < 1024 ? 0 : Math.min(Math.floor(Math.log2(bytes) / 10), units.length - 1);
  const size = bytes / 1024 ** step;
  return `${size.toLocaleString('en', { maximumFractionDigits: step === 0 || size >= 100 ? 0 : 1 })} ${units[step] ?? ''}`;
}
