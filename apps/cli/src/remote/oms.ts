/** Owns how a command finds the running OMS, and signs in to it. */
import { ok, type Result, refuse } from '@jetway/kernel';
import { createOmsClient, type OmsClient, omsPrefix } from '@jetway/oms-api';
import { createHttpTransport } from '@jetway/service';
import { readCliFile } from '../demo/index.ts';
import type { Surroundings } from '../surroundings.ts';

interface RemoteOms {
  readonly url: string;
  readonly client: OmsClient;
  /** Ends what keeps the process alive. */
  readonly close: () => Promise<void>;
}

/**
 * The OMS of `JETWAY_OMS_URL` with the API key of `JETWAY_OMS_KEY`; without them that of the demo which was started on
 * the data folder last.
 */
export async function openOms(
  surroundings: Pick<Surroundings, 'env'>,
  dataFolder: string,
): Promise<Result<RemoteOms, 'nowhere'>> {
  const { JETWAY_OMS_URL: url, JETWAY_OMS_KEY: key } = surroundings.env;
  if (url !== undefined && key !== undefined) return ok(omsAt(url, key));
  if (url !== undefined || key !== undefined)
    return refuse('nowhere', 'Set both JETWAY_OMS_URL and JETWAY_OMS_KEY (an API key, from Settings, API keys).');
  const oms = (await readCliFile(dataFolder))?.oms;
  if (oms?.key !== undefined) return ok(omsAt(oms.url, oms.key));
  return refuse(
    'nowhere',
    `Which OMS? Set JETWAY_OMS_URL and JETWAY_OMS_KEY, or name with --data the folder of a demo (none was started on ${dataFolder}).`,
  );
}

/** No answer came. */
export class UnreachableError extends Error {
  override readonly name = 'UnreachableError';
}

function omsAt(url: string, key: string): RemoteOms {
  const { transport, close } = createHttpTransport({ userAgent: 'jetway-cli' });
  const client = createOmsClient({
    baseUrl: `${url.replace(/\/+$/, '')}${omsPrefix}`,
    transport: async (request) => {
      try {
        return await transport(request);
      } catch (error) {
        throw new UnreachableError(error instanceof Error ? error.message : String(error), { cause: error });
      }
    },
    headers: () => ({ authorization: `Bearer ${key}` }),
  });
  return { url, client, close };
}
