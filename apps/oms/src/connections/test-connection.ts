/** Owns trying a connection: the kept settings, or changed ones that nobody saved yet. */
import { ok, type Result } from '@jetway/kernel';
import type { SettingsChange, TestResult } from '@jetway/oms-api';
import type { Database } from '../database/index.ts';
import type { Actor } from '../edge/index.ts';
import type { ExchangeRecorder } from '../exchanges/index.ts';
import { settleProblems } from '../problems/index.ts';
import { type ConnectionRow, changesAccess } from './connections.ts';
import { checkedChange } from './save-connection.ts';
import { openSession, type SessionDeps, sealSecret } from './sessions.ts';
import { resetState } from './states.store.ts';

export interface TestDeps extends SessionDeps {
  readonly database: Database;
  readonly recorder: ExchangeRecorder;
}

/** Nothing is kept of changed settings. When the kept ones work, a connection that was refused goes on. */
export async function testConnection(
  deps: TestDeps,
  connection: ConnectionRow,
  changed: { readonly baseUrl?: string; readonly settings?: SettingsChange },
  by: Actor,
): Promise<Result<TestResult, 'bad_address' | 'bad_setting'>> {
  const seal = sealSecret(deps.secretBox, connection);
  const settings = checkedChange(deps.channels.get(connection.channel), connection, changed, seal);
  if (!settings.ok) return settings;
  const tried = { ...connection, ...settings.value };
  const session = openSession(deps, tried);
  if (!session.ok) return ok({ ok: false, steps: [{ name: 'Stored secret', ok: false, text: session.refusal.text }] });
  const { organizationId, connectionId } = connection;
  const result = await session.value.test({
    ...(by.requestId === null ? {} : { requestId: by.requestId }),
    onExchange: (exchange) => deps.recorder.record({ organizationId, connectionId, detail: 'whole' }, exchange),
  });
  await deps.recorder.flush();
  if (result.ok && !changesAccess(connection, tried)) await goOn(deps, connection, by);
  return ok(result);
}

async function goOn({ database, clock }: TestDeps, connection: ConnectionRow, by: Actor): Promise<void> {
  if (connection.state !== 'refused') return;
  const { organizationId, connectionId } = connection;
  await database.transaction(async (tx) => {
    await resetState(tx, connection);
    const filter = { kind: 'credentials-refused', subject: connectionId } as const;
    await settleProblems(tx, organizationId, filter, 'The test was passed; sync goes on.', by, clock.now());
  });
}
