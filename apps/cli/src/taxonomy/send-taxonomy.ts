/** Owns sending a taxonomy to a marketplace: begun, given its rows in pieces, finished, and put in force where wanted. */
import { ok, type Result, refuse } from '@jetway/kernel';
import { MAX_TAXONOMY_ROWS, type OperatorClient, type Taxonomy, type TaxonomyRows } from '@jetway/marketplace-api';
import { groupOddRows } from './odd-rows.ts';
import type { ReadTaxonomy } from './read-taxonomy.ts';

export interface Sending {
  readonly client: OperatorClient;
  readonly name: string;
  /** Worlds that go by it afterwards. */
  readonly worldIds: readonly string[];
  /** Rows sent so far, of all. */
  readonly onProgress: (sent: number, all: number) => void;
}

/** Reasons that the marketplace keeps with the taxonomy. */
const MOST_GROUPS = 100;

/** Nothing is in force until all of it is there; a taxonomy that could not be finished is deleted again. */
export async function sendTaxonomy(
  read: ReadTaxonomy,
  { client, name, worldIds, onProgress }: Sending,
): Promise<Result<Taxonomy, 'refused'>> {
  const begun = await client.createTaxonomy({ body: { name } });
  if (begun.status !== 201) return refused(begun.body);
  const taxonomyId = begun.body.id;
  const params = { taxonomyId };
  const pieces = piecesOf(read);
  const all = pieces.reduce((sum, piece) => sum + sizeOf(piece), 0);
  let sent = 0;
  for (const body of pieces) {
    const added = await client.addTaxonomyRows({ params, body });
    if (added.status !== 204) return withdraw(client, taxonomyId, refused(added.body));
    sent += sizeOf(body);
    onProgress(sent, all);
  }
  const oddRows = groupOddRows(read.oddRows)
    .slice(0, MOST_GROUPS)
    .map((group) => ({ ...group }));
  const finished = await client.finishTaxonomy({ params, body: { oddRows } });
  if (finished.status !== 200) return withdraw(client, taxonomyId, refused(finished.body));
  let last = finished.body;
  for (const worldId of worldIds) {
    const set = await client.setTaxonomy({ params: { worldId }, body: { taxonomyId } });
    if (set.status !== 200) return refused(set.body);
    last = set.body;
  }
  return ok(last);
}

const refused = (problem: { readonly title?: string; readonly detail?: string }): Result<never, 'refused'> =>
  refuse('refused', `The marketplace refused: ${problem.detail ?? problem.title ?? 'no reason was given'}`);

async function withdraw(
  client: OperatorClient,
  taxonomyId: string,
  outcome: Result<never, 'refused'>,
): Promise<Result<never, 'refused'>> {
  await client.deleteTaxonomy({ params: { taxonomyId } });
  return outcome;
}

const sizeOf = (rows: TaxonomyRows): number =>
  Object.values(rows).reduce((sum, list: readonly unknown[] | undefined) => sum + (list?.length ?? 0), 0);

function piecesOf(read: ReadTaxonomy): TaxonomyRows[] {
  const pieces = <Row>(rows: readonly Row[], of: (piece: Row[]) => TaxonomyRows): TaxonomyRows[] =>
    Array.from({ length: Math.ceil(rows.length / MAX_TAXONOMY_ROWS) }, (_, index) =>
      of(rows.slice(index * MAX_TAXONOMY_ROWS, (index + 1) * MAX_TAXONOMY_ROWS)),
    );
  return [
    ...pieces(read.nodes, (nodes) => ({ nodes })),
    ...pieces(read.attributes, (attributes) => ({ attributes })),
    ...pieces(read.values, (values) => ({ values })),
    ...pieces(read.nodeAttributes, (nodeAttributes) => ({ nodeAttributes })),
  ];
}
