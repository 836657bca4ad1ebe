/** Owns the documented examples of pages Create New Report and Report Status. */
import type { JetExample } from './example.ts';

export const reportExamples: readonly JetExample[] = [
  {
    kind: 'request',
    route: 'createReport',
    name: 'SettlementDetails',
    body: { settlement_id: '43123' },
  },
  {
    kind: 'reply',
    route: 'createReport',
    name: 'Report',
    status: 200,
    body: { report_id: '51912c7c5e6c468c945e3f10005fdaff' },
  },
  {
    kind: 'reply',
    route: 'getReportState',
    name: 'Requested',
    status: 200,
    body: {
      merchant_id: '4a0593d3901d41699d4ae88ba245704a',
      report_id: 'a75e0ff812094104880bf7489efd56f2',
      report_requested_date: '2016-02-05T14:52:21.7611387+00:00',
      report_status: 'requested',
      report_type: 'ProductStatus',
    },
  },
  {
    kind: 'reply',
    route: 'getReportState',
    name: 'Ready',
    status: 200,
    body: {
      merchant_id: '4a0593d3901d41699d4ae88ba245704a',
      processing_end: '2016-02-05T14:52:48.2417939+00:00',
      processing_start: '2016-02-05T14:52:27.9345520+00:00',
      report_expiration_date: '2016-02-06T14:52:48.2417939+00:00',
      report_id: 'a75e0ff812094104880bf7489efd56f2',
      report_requested_date: '2016-02-05T14:52:21.7611387+00:00',
      report_status: 'ready',
      report_type: 'ProductStatus',
      report_url:
        'https://prodimupload.blob.core.windows.net/merchant-reports/a75e0ff812094104880bf7489efd56f2.gz?sv=2015-04-05&sr=b&sig=AWElm7xTCUBHrrCguGyIgHCU93z4A3ZgkY3DhX3E2Ss%3D&se=2016-02-06T14%3A52%3A48Z&sp=r',
    },
  },
];
