/** Owns what the tests of the contracts know of uploaded files and of reports. */
import {
  type JetForeign,
  type JetSamples,
  listWalk,
  nothing,
  type OperatorSamples,
  type OperatorWalker,
  ofAccount,
  pair,
  TOO_LONG,
  type Walk,
} from './part.ts';
import type { At } from './world.ts';

export const jetFiles = (at: At) => ({
  samples: {
    getUploadToken: nothing,
    postUploadedFile: () => ({ body: at().file.said }),
    getFile: () => ({ params: { jet_file_id: at().file.fileId } }),
    createReport: () => ({
      params: { reportType: 'SettlementDetails' },
      body: { settlement_id: at().settled.settlementId },
    }),
    getReportState: () => ({ params: { reportId: at().settled.reportId } }),
  } satisfies JetSamples,
  foreign: {
    getFile: pair('jet_file_id', () => at().theirFile.fileId, nothing),
    getReportState: pair('reportId', () => at().theirSettled.reportId, nothing),
  } satisfies JetForeign,
  walk: (): Walk => {
    const { file, theirFile, settled } = at();
    return [
      ['GET', '/files/uploadToken'],
      ['POST', '/files/uploaded', file.said],
      ['POST', '/files/uploaded', theirFile.said],
      ['GET', `/files/${file.fileId}`],
      ['GET', `/files/${theirFile.fileId}`],
      ['GET', `/files/${TOO_LONG}`],
      ['POST', '/reports/SalesData'],
      ['POST', '/reports/nonsense'],
      ...[settled.reportId, 'nowhere', TOO_LONG].map((id) => ['GET', `/reports/state/${id}`] as const),
    ];
  },
});

export const operatorFiles = (at: At) => {
  const account = ofAccount(at);
  const ofFile = () => ({ params: { ...account().params, fileId: at().file.fileId } });
  return {
    samples: {
      listFiles: account,
      getFile: ofFile,
      retryFile: ofFile,
      listReports: account,
      getReport: () => ({ params: { ...account().params, reportId: at().settled.reportId } }),
    } satisfies OperatorSamples,
    walk: (() => {
      const { mine, file, doneFile, settled } = at();
      const base = `/accounts/${mine.accountId}`;
      return {
        walk: [
          ...listWalk(at, 'files'),
          ...[file.fileId, 'nowhere', TOO_LONG].map((id) => ['GET', `${base}/files/${id}`] as const),
          ...[file.fileId, doneFile.fileId, 'nowhere', TOO_LONG].map(
            (id) => ['POST', `${base}/files/${id}/retry`] as const,
          ),
          ...listWalk(at, 'reports'),
          ...[settled.reportId, 'nowhere', TOO_LONG].map((id) => ['GET', `${base}/reports/${id}`] as const),
        ],
      };
    }) satisfies OperatorWalker,
  };
};
