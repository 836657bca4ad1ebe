/** Owns unpacking a download that is gzip, unless whoever carried it has unpacked it already. */

type Bytes = ReadableStream<Uint8Array<ArrayBuffer>>;

/** The content itself, whether it comes packed or plain: gzip is known by its first two bytes. */
export async function unpacked(content: Bytes): Promise<Bytes> {
  const reader = content.getReader();
  const first = await atLeastTwoBytes(reader);
  const whole: Bytes = new ReadableStream({
    start: (controller) => {
      if (first.length > 0) controller.enqueue(first);
    },
    pull: async (controller) => {
      const next = await reader.read();
      if (next.done) controller.close();
      else controller.enqueue(next.value);
    },
    cancel: (reason) => reader.cancel(reason),
  });
  const isPacked = first[0] === 0x1f && first[1] === 0x8b;
  return isPacked ? whole.pipeThrough(new DecompressionStream('gzip')) : whole;
}

async function atLeastTwoBytes(
  reader: ReadableStreamDefaultReader<Uint8Array<ArrayBuffer>>,
): Promise<Uint8Array<ArrayBuffer>> {
  let read = new Uint8Array(0);
  while (read.length < 2) {
    const next = await reader.read();
    if (next.done) break;
    const joined = new Uint8Array(read.length + next.value.length);
    joined.set(read);
    joined.set(next.value, read.length);
    read = joined;
  }
  return read;
}
