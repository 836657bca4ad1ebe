/** Owns both APIs as a scenario plays with them: on servers of their own that nobody else reaches, with seeded ids. */
import { createClient, type Transport } from '@jetway/http-contract';
import { jetRoutes } from '@jetway/jet-api';
import type { Ids } from '@jetway/kernel';
import { createOperatorClient, operatorPrefix } from '@jetway/marketplace-api';
import { createHttpServer, type HttpServer, type Jobs, type Metrics, newSecret } from '@jetway/service';
import { JET_PREFIX } from './jet-surface/index.ts';
import type { Account } from './merchants/index.ts';
import { noAnswerAsStop, type PlayedApis, type Scenarios } from './scenarios/index.ts';
import { createServices, type ServicesDeps } from './services.ts';
import { serveJet, serveOperator } from './surfaces.ts';

/** What a scenario leaves to do is found by the loops of the program. */
const noJobs: Jobs = {
  define: () => undefined,
  schedule: () => undefined,
  send: async () => undefined,
  start: async () => undefined,
  stop: async () => undefined,
};

/** Requests of this process to itself, without a socket. */
export function insideTransport(server: HttpServer): Transport {
  return async (request) => {
    const { pathname, search } = new URL(request.url);
    const answer = await server.inject({
      method: request.method,
      url: `${pathname}${search}`,
      headers: request.headers,
      ...(request.body === undefined ? {} : { payload: request.body }),
    });
    return { status: answer.statusCode, headers: answer.headers, text: answer.payload };
  };
}

/** The program's figures are about what comes from outside. */
const noMetrics: Metrics = {
  requestFinished: () => undefined,
  loopRan: () => undefined,
  counter: () => () => undefined,
  gauge: () => undefined,
  text: async () => '',
  contentType: 'text/plain',
};

export interface PlayedApisDeps extends Omit<ServicesDeps, 'operatorClient' | 'jobs'> {
  readonly publicUrl: string;
  readonly strictReplies: boolean;
}

/** The operator API needs scenarios; those that are playing are asked for nothing. */
const noScenarios: Scenarios = {
  list: () => [],
  run: async () => ({ ok: false, refusal: { code: 'scenario_running', text: 'A scenario plays no other.' } }),
};

export async function openPlayedApis(deps: PlayedApisDeps, account: Account, ids: Ids): Promise<PlayedApis> {
  const { log, clock, publicUrl, strictReplies } = deps;
  const ownKey = newSecret('jmi_');
  const server = createHttpServer({ log, clock, ids, publicUrl, strictReplies, metrics: noMetrics, trustProxy: false });
  const transport = insideTransport(server);
  const operator = createOperatorClient({
    baseUrl: `${publicUrl}${operatorPrefix}`,
    transport,
    headers: () => ({ authorization: `Bearer ${ownKey}` }),
  });
  const services = createServices({ ...deps, ids, metrics: noMetrics, jobs: noJobs, operatorClient: operator });
  serveOperator(server, services, { publicUrl, ownKey, secretBox: deps.secretBox, scenarios: noScenarios });
  serveJet(server, services);
  const { token } = await services.tokens.issueTo(account);
  const headers = () => ({ authorization: `Bearer ${token}` });
  const merchant = { baseUrl: `${publicUrl}${JET_PREFIX}`, transport: noAnswerAsStop(transport), headers };
  return {
    operator,
    merchant: createClient(jetRoutes, merchant),
    close: async () => {
      await services.requestLog.flush();
      await services.webhooks.close();
      await server.close();
    },
  };
}
