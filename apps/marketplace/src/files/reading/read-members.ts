/** Owns reading an uploaded file: unpacked and cut into members as it comes, within limits, until it ends or is no file. */
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream';
import { constants, createGunzip } from 'node:zlib';
import {
  type FilePosition,
  fileEndsEarly,
  fileGzipDamaged,
  fileGzipTruncated,
  fileHasTooMany,
  fileNotGzip,
  fileNotWell,
  fileUnpacksTooLarge,
} from '@jetway/jet-api';
import { type Broken, type Member, MemberSplitter, type SplitLimits } from './split-members.ts';

export interface ReadLimits extends SplitLimits {
  readonly unpackedBytes: number;
  readonly members: number;
}

/** Why nothing more can be read of a file. */
export interface FileFault {
  readonly kind: 'fault';
  readonly at: FilePosition;
  readonly message: string;
}

const PIECE_BYTES = 262_144;

/**
 * The members of a gzipped JSON object in their order, some or none at a time; a fault is the last thing that comes. What was
 * there before it is good, but for a file whose sum is wrong, which is known at its end only. Reading that fails by itself
 * (the store is gone) rejects.
 */
export async function* readMembers(
  content: Readable,
  limits: ReadLimits,
): AsyncGenerator<readonly (Member | FileFault)[]> {
  const splitter = new MemberSplitter(limits);
  const packing = watchPacking(content);
  const fault = (message: string): FileFault => ({ kind: 'fault', at: splitter.here(), message });
  let members = 0;
  try {
    for await (const piece of unpack(content)) {
      if (typeof piece === 'string') {
        yield [fault(piece)];
        return;
      }
      packing.unpackedBytes += piece.length;
      if (packing.unpackedBytes > limits.unpackedBytes) {
        yield [fault(fileUnpacksTooLarge(limits.unpackedBytes))];
        return;
      }
      const found = splitter.push(piece);
      members += found.length;
      if (members > limits.members) {
        const kept = found.slice(0, found.length - (members - limits.members)).map(toItem);
        yield [...kept, fault(fileHasTooMany(limits.members))];
        return;
      }
      yield found.map(toItem);
      if (found.at(-1)?.kind === 'broken') return;
    }
  } finally {
    content.destroy();
  }
  const broken = splitter.end();
  if (broken !== undefined)
    yield [packing.isWhole() ? faultOf(broken) : { ...faultOf(broken), message: fileGzipTruncated }];
}

const toItem = (found: Member | Broken): Member | FileFault => (found.kind === 'member' ? found : faultOf(found));

const faultOf = ({ at, found }: Broken): FileFault => ({
  kind: 'fault',
  at,
  message: found === undefined ? fileEndsEarly : fileNotWell(found),
});

/** The unpacked pieces; a text says what is wrong with the packing, and is the last. */
async function* unpack(content: Readable): AsyncGenerator<Uint8Array | string> {
  // A file that is too short gives all that is there.
  const gunzip = createGunzip({ chunkSize: PIECE_BYTES, finishFlush: constants.Z_SYNC_FLUSH });
  // Its end, good or bad, is seen by whoever reads the unpacked side.
  pipeline(content, gunzip, () => undefined);
  try {
    yield* gunzip as AsyncIterable<Uint8Array>;
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code !== 'Z_DATA_ERROR') throw error;
    yield /incorrect header/.test(String(error)) ? fileNotGzip : fileGzipDamaged;
  }
}

/** Tells whether the packed content was all there, by the length that stands in its last four bytes. */
function watchPacking(content: Readable) {
  let tail: Uint8Array = new Uint8Array(0);
  content.on('data', (piece: Uint8Array) => {
    tail = piece.length >= 4 ? piece.subarray(-4) : Buffer.concat([tail, piece]).subarray(-4);
  });
  const packing = {
    unpackedBytes: 0,
    isWhole: (): boolean => tail.length === 4 && Buffer.from(tail).readUInt32LE() === packing.unpackedBytes % 2 ** 32,
  };
  return packing;
}
