/** Owns asking for imports, bringing files in, and having them applied. */
import type { Import, ImportKindName, ImportMode, ImportRow, ImportRowState } from '@jetway/oms-api';
import { allPages, usePaged, useSending, wanted } from '@jetway/ui';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useApi } from '../../api/index.ts';

export function useImports() {
  const api = useApi();
  return usePaged<Import>({
    queryKey: ['imports'],
    fetchPage: (page, signal) => wanted(api.listImports({ query: page }, { signal }), 200),
  });
}

export function useImport(importId: string) {
  const api = useApi();
  return useQuery({
    queryKey: ['import', importId],
    queryFn: ({ signal }) => wanted(api.getImport({ params: { importId } }, { signal }), 200),
  });
}

export function useImportRows(importId: string, state: ImportRowState | undefined) {
  const api = useApi();
  const filter = state === undefined ? {} : { state };
  return usePaged<ImportRow>({
    queryKey: ['import-rows', importId, filter],
    fetchPage: (page, signal) =>
      wanted(api.listImportRows({ params: { importId }, query: { ...filter, ...page } }, { signal }), 200),
  });
}

/** Every row in error, for a file of them; the longest file has far fewer pages than the limit. */
export function useFaultyRows(importId: string) {
  const api = useApi();
  return useMutation({
    mutationFn: async () => {
      const of = (state: ImportRowState) =>
        allPages((query) => wanted(api.listImportRows({ params: { importId }, query: { ...query, state } }), 200));
      return [...(await of('invalid')), ...(await of('refused'))].sort((one, two) => one.row - two.row);
    },
  });
}

function useChanged(): (changed: Import) => void {
  const client = useQueryClient();
  return (changed) => {
    client.setQueryData(['import', changed.id], changed);
    for (const name of ['imports', 'import-rows']) void client.invalidateQueries({ queryKey: [name] });
  };
}

export interface ImportFile {
  readonly kind: ImportKindName;
  readonly fileName: string;
  readonly contentBase64: string;
  readonly mode?: ImportMode;
}

export function useCreateImport() {
  const api = useApi();
  return useSending({
    send: (body: ImportFile, options) => wanted(api.createImport({ body }, options), 201),
    onDone: useChanged(),
  });
}

export function useApplyImport(importId: string) {
  const api = useApi();
  return useSending({
    send: (_: undefined, options) => wanted(api.applyImport({ params: { importId } }, options), 202),
    onDone: useChanged(),
  });
}

export function useCancelImport(importId: string) {
  const api = useApi();
  return useSending({
    send: (_: undefined, options) => wanted(api.cancelImport({ params: { importId } }, options), 200),
    onDone: useChanged(),
  });
}

export function useCorrectRow(importId: string) {
  const api = useApi();
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ row, version, cells }: Pick<ImportRow, 'row' | 'version' | 'cells'>) =>
      wanted(
        api.changeImportRow(
          { params: { importId, row }, body: { cells } },
          { headers: { 'if-match': String(version) } },
        ),
        200,
      ),
    onSuccess: () => {
      for (const name of ['import', 'import-rows']) void client.invalidateQueries({ queryKey: [name, importId] });
    },
  });
}
