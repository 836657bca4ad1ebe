/** Owns how a command finds the running marketplace, and signs in to it. */
import { ok, type Result, refuse } from '@jetway/kernel';
import { createOperatorClient, type OperatorClient, operatorPrefix } from '@jetway/marketplace-api';
import { createHttpTransport } from '@jetway/service';
import { readCliFile } from '../demo/index.ts';
import type { Surroundings } from '../surroundings.ts';

export interface Marketplace {
  readonly url: string;
  readonly client: OperatorClient;
  /** Ends what keeps the process alive. */
  readonly close: () => Promise<void>;
}

/** Putting a whole taxonomy in force, or carrying out a long scenario, takes its time. */
const ANSWER_TIMEOUT_MS = 120_000;

/**
 * The marketplace of `JETWAY_MARKETPLACE_URL` with the operator key of `JETWAY_MARKETPLACE_KEY`; without them that of the
 * demo which was started on the data folder last.
 */
export async function openMarketplace(
  surroundings: Pick<Surroundings, 'env'>,
  dataFolder: string,
): Promise<Result<Marketplace, 'nowhere'>> {
  const { JETWAY_MARKETPLACE_URL: url, JETWAY_MARKETPLACE_KEY: key } = surroundings.env;
  if (url !== undefined && key !== undefined) return ok(marketplaceAt(url, key));
  if (url !== undefined || key !== undefined)
    return refuse('nowhere', 'Set both JETWAY_MARKETPLACE_URL and JETWAY_MARKETPLACE_KEY (an operator key).');
  const file = await readCliFile(dataFolder);
  if (file !== undefined) return ok(marketplaceAt(file.marketplace.url, file.marketplace.key));
  return refuse(
    'nowhere',
    `Which marketplace? Set JETWAY_MARKETPLACE_URL and JETWAY_MARKETPLACE_KEY, or name with --data the folder of a demo (none was started on ${dataFolder}).`,
  );
}

function marketplaceAt(url: string, key: string): Marketplace {
  const { transport, close } = createHttpTransport({ answerTimeoutMs: ANSWER_TIMEOUT_MS, userAgent: 'jetway-cli' });
  const client = createOperatorClient({
    baseUrl: `${url.replace(/\/+$/, '')}${operatorPrefix}`,
    transport,
    headers: () => ({ authorization: `Bearer ${key}` }),
  });
  return { url, client, close };
}

/** A line for a person about a call that failed before there was an answer, or whose answer nobody expected. */
export const unreachableText = (url: string, error: unknown): string =>
  `The marketplace at ${url} did not answer as it should: ${error instanceof Error ? error.message : String(error)}`;
