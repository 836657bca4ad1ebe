/** Owns the button by which a list is had as a CSV file. */
import { buildRequest } from '@jetway/http-contract';
import { exportRoutes, omsPrefix } from '@jetway/oms-api';
import { Button } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';

export interface ExportLinkProps {
  readonly file: Exclude<keyof typeof exportRoutes, 'exportOrders'>;
  /** What the list is filtered by, as its own route takes it. */
  readonly filters: Readonly<Record<string, string | undefined>>;
}

export function ExportLink({ file, filters }: ExportLinkProps) {
  const { url } = buildRequest(omsPrefix, exportRoutes[file], { query: { ...filters, bom: true } }, {});
  return (
    <Button component="a" href={url} download variant="default" leftSection={<IconDownload size={16} aria-hidden />}>
      Export
    </Button>
  );
}
