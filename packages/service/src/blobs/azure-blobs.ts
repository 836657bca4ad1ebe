/** Owns blobs in Azure Blob Storage: a container, made when it is missing, and addresses that carry a SAS. */
import { Readable } from 'node:stream';
import type { ContainerClient, StorageSharedKeyCredential } from '@azure/storage-blob';
import { ok, type Result, refuse } from '@jetway/kernel';
import { type BlobGrant, type BlobInfo, type Blobs, isBlobKey, outsideTransactions } from './blobs.ts';

export interface AzureBlobOptions {
  /** As the portal shows it, with the account's key: without the key no address can be signed. */
  readonly connectionString: string;
  /** 3 to 63 lower-case letters, digits and single hyphens. */
  readonly container: string;
}

/** Size of the parts in which a stream goes up, and how many are under way: what one upload takes of memory. */
const PART_BYTES = 4 * 1_048_576;
const PARTS_AT_ONCE = 2;

/** A store that does not answer is told of soon: whoever needs it has patience of his own. */
const RETRY = { maxTries: 3, retryDelayInMs: 500, maxRetryDelayInMs: 4_000 } as const;

type Azure = typeof import('@azure/storage-blob');

class TooLargeError extends Error {}

/**
 * Opens a store in a storage account. Its addresses are served by Azure, so the largest upload is for whoever reads the
 * blob to check.
 */
export async function createAzureBlobs(options: AzureBlobOptions): Promise<Result<Blobs, 'unusable'>> {
  // Loaded only where it is used: it is large.
  const azure = await import('@azure/storage-blob');
  const opened = openContainer(azure, options);
  if (!opened.ok) return opened;
  const { container, credential } = opened.value;
  try {
    await container.createIfNotExists();
  } catch (error) {
    return refuse('unusable', `The blob store cannot be used: ${error instanceof Error ? error.message : error}`);
  }
  const blobOf = (key: string) => {
    if (!isBlobKey(key)) throw new Error(`not a blob key: ${key}`);
    return container.getBlockBlobClient(key);
  };
  const blobs = outsideTransactions({
    put: async (key, content, maxBytes) => {
      let sizeBytes = 0;
      const limited = async function* () {
        for await (const chunk of content) {
          sizeBytes += chunk.byteLength;
          if (sizeBytes > maxBytes) throw new TooLargeError();
          yield chunk;
        }
      };
      try {
        // The parts become a blob only when all are there.
        await blobOf(key).uploadStream(Readable.from(limited()), PART_BYTES, PARTS_AT_ONCE);
        return ok({ sizeBytes });
      } catch (error) {
        if (error instanceof TooLargeError) return refuse('too_large', `The content is larger than ${maxBytes} bytes.`);
        throw error;
      }
    },
    get: (key) =>
      unlessMissing(async () => {
        const found = await blobOf(key).download();
        const { readableStreamBody: content } = found;
        if (content === undefined) throw new Error(`no content came with ${key}`);
        return { ...infoOf(found), content: Readable.from(content) };
      }),
    info: (key) => unlessMissing(async () => infoOf(await blobOf(key).getProperties())),
    delete: async (key) => {
      await blobOf(key).deleteIfExists();
    },
    url: (key) => blobOf(key).url,
    signedUrl: (grant) => `${blobOf(grant.key).url}?${sign(azure, container, credential, grant)}`,
  });
  return ok(blobs);
}

function openContainer(
  azure: Azure,
  { connectionString, container }: AzureBlobOptions,
): Result<{ readonly container: ContainerClient; readonly credential: StorageSharedKeyCredential }, 'unusable'> {
  try {
    const service = azure.BlobServiceClient.fromConnectionString(connectionString, { retryOptions: RETRY });
    const { credential } = service;
    if (credential instanceof azure.StorageSharedKeyCredential)
      return ok({ container: service.getContainerClient(container), credential });
    return refuse('unusable', 'The connection string of the blob store lacks the account’s key.');
  } catch {
    return refuse('unusable', 'The connection string of the blob store cannot be read.');
  }
}

function sign(
  azure: Azure,
  container: ContainerClient,
  credential: StorageSharedKeyCredential,
  grant: BlobGrant,
): string {
  const name = grant.fileName;
  return azure
    .generateBlobSASQueryParameters(
      {
        containerName: container.containerName,
        blobName: grant.key,
        permissions: azure.BlobSASPermissions.parse(grant.method === 'PUT' ? 'w' : 'r'),
        expiresOn: new Date(grant.expiresAt),
        ...(grant.contentType === undefined ? {} : { contentType: grant.contentType }),
        ...(name === undefined
          ? {}
          : { contentDisposition: `attachment; filename*=UTF-8''${encodeURIComponent(name)}` }),
      },
      credential,
    )
    .toString();
}

interface Described {
  readonly contentLength?: number;
  readonly lastModified?: Date;
  readonly etag?: string;
}

const infoOf = ({ contentLength = 0, lastModified, etag = '' }: Described): BlobInfo => ({
  sizeBytes: contentLength,
  storedAt: lastModified?.getTime() ?? 0,
  version: etag,
});

async function unlessMissing<T>(ask: () => Promise<T>): Promise<T | undefined> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof Error && 'statusCode' in error && error.statusCode === 404) return undefined;
    throw error;
  }
}
