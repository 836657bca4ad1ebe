/** Owns the panel of one report: how far it is, why it failed, and where it is downloaded. */
import type { OperatorReport } from '@jetway/marketplace-api';
import { CopyText, Instant, type KeyValue, KeyValues } from '@jetway/ui';
import { Anchor, Button } from '@mantine/core';
import { IconAlertTriangle, IconDownload } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { Note } from '../../parts/note.tsx';
import { sizeText } from '../../parts/sizes.ts';
import { ThingPanel } from '../../parts/thing-panel.tsx';
import { ReportChip } from './report-parts.tsx';
import { useReport } from './reports.queries.ts';
import { typeName } from './reports.ts';

function SettlementLink({ accountId, settlementId }: { readonly accountId: string; readonly settlementId: string }) {
  const params = { accountId, settlementId };
  return (
    <Anchor
      size="sm"
      className="jw-number"
      renderRoot={(props) => <Link to="/accounts/$accountId/settlements/$settlementId" params={params} {...props} />}
    >
      {settlementId}
    </Anchor>
  );
}

function Facts({ report, accountId }: { readonly report: OperatorReport; readonly accountId: string }) {
  const { settlementId, sizeBytes } = report;
  const items: KeyValue[] = [
    { label: 'Status', value: <ReportChip report={report} /> },
    ...(settlementId === null
      ? []
      : [{ label: 'Settlement', value: <SettlementLink accountId={accountId} settlementId={settlementId} /> }]),
    { label: 'Asked for', value: <Instant at={report.requestedAt} /> },
    { label: 'Begun', value: <Instant at={report.startedAt} none="Not yet" /> },
    { label: 'Ended', value: <Instant at={report.endedAt} none="Not yet" /> },
    { label: 'Until', value: <Instant at={report.expiresAt} none="Not made" /> },
    { label: 'Size', value: sizeBytes === null ? '–' : `${sizeText(sizeBytes)}, compressed` },
    { label: 'Begun so often', value: report.attempts.toLocaleString() },
    { label: 'Report', value: <CopyText text={report.id} label="report id" /> },
  ];
  return <KeyValues labelWidth={130} items={items} />;
}

export interface ReportPanelProps {
  readonly accountId: string;
  readonly reportId: string;
  readonly onClose: () => void;
}

export function ReportPanel({ accountId, reportId, onClose }: ReportPanelProps) {
  const found = useReport(accountId, reportId);
  return (
    <ThingPanel
      kind="Report"
      id={reportId}
      name={found.data && typeName(found.data.report.type)}
      asked={found}
      onClose={onClose}
    >
      {({ report, url }) => (
        <>
          {report.failure !== null && (
            <Note tone="danger" icon={<IconAlertTriangle size={20} />} title="It could not be made">
              {report.failure}
            </Note>
          )}
          {url !== null && (
            <Button component="a" href={url} leftSection={<IconDownload size={16} aria-hidden />}>
              Download
            </Button>
          )}
          <Facts report={report} accountId={accountId} />
        </>
      )}
    </ThingPanel>
  );
}
