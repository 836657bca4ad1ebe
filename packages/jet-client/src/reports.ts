/** Owns reports from the merchant's side: asked for, waited for, and downloaded as a stream. */
import type { ReportStateReply, ReportType } from '@jetway/jet-api';
import { causeOf, type JetAnswer } from './answer.ts';
import type { JetClient } from './client.ts';
import { type JetPlatform, jetPlatform } from './platform.ts';
import { askUntil } from './polling.ts';
import { unpacked } from './unpacking.ts';
import { withinTime } from './within-time.ts';

export interface ReportOptions {
  readonly type: ReportType;
  /** The settlement that `SettlementDetails` is about; the other types take none. */
  readonly settlementId?: string;
  /** Ends waiting and download. */
  readonly signal?: AbortSignal;
  /** How long the report is waited for, in milliseconds; ten minutes when absent. */
  readonly patienceMs?: number;
}

export interface DownloadedReport {
  readonly reportId: string;
  readonly state: ReportStateReply;
  /** The report, unpacked: JSON, or CSV of a settlement. Read it to its end, or cancel it. */
  readonly content: ReadableStream<Uint8Array<ArrayBuffer>>;
}

const PATIENCE_MS = 600_000;
/** Until the download begins; how long it takes is up to its reader. */
const ANSWER_MS = 60_000;

/**
 * Has a report made, waits for it, and begins its download (pages Create New Report, Report Status).
 * `later`: the report failed or was not ready in time; asking again makes another.
 */
export async function downloadReport(
  jet: JetClient,
  { type, settlementId, signal, patienceMs = PATIENCE_MS }: ReportOptions,
  { transfers, timer }: Pick<JetPlatform, 'transfers' | 'timer'> = jetPlatform(),
): Promise<JetAnswer<DownloadedReport>> {
  const options = signal === undefined ? {} : { signal };
  const body = settlementId === undefined ? {} : { body: { settlement_id: settlementId } };
  const created = await jet.createReport({ params: { reportType: type }, ...body }, options);
  if (created.kind !== 'ok') return created;
  const { report_id: reportId } = created.value;
  const answer = await askUntil(
    { timer, signal, forMs: patienceMs },
    () => jet.getReportState({ params: { reportId } }, options),
    ({ report_status: status }) => status !== 'requested',
  );
  if (answer.kind === 'refused' || answer.kind === 'credentials') return answer;
  const late = (why: string) => ({ kind: 'later', text: `Report ${reportId} cannot be had: ${why}` }) as const;
  if (answer.kind !== 'ok') return late(answer.text);
  const state = answer.value;
  if (state.report_url === undefined) return late(`it is ${state.report_status}.`);
  try {
    const url = state.report_url;
    const opened = await withinTime({ timer, timeoutMs: ANSWER_MS, signal }, (ending) =>
      transfers.get(url, signal === undefined ? ending : AbortSignal.any([signal, ending])),
    );
    if (opened.status !== 200 || opened.body === null)
      return late(`its download answered with status ${opened.status}.`);
    return { kind: 'ok', status: 200, value: { reportId, state, content: await unpacked(opened.body) } };
  } catch (error) {
    return late(causeOf(error));
  }
}
