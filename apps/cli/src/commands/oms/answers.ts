/** Owns what the commands make of the OMS's answers: the wanted one, or why not; and lists page by page. */
import { ok, type Result, refuse } from '@jetway/kernel';
import { plainText } from '../../terminal/index.ts';
import { type Session, wrongUsage } from './run.ts';

interface AnyReply {
  readonly status: number;
  readonly body: unknown;
}
type BodyOf<R extends AnyReply, S extends number> = Extract<R, { readonly status: S }>['body'];

/** What a problem document says, for a person. */
function whyOf(body: unknown): { readonly code: string; readonly text: string } {
  const problem: Readonly<Record<string, unknown>> = typeof body === 'object' && body !== null ? { ...body } : {};
  const text = problem['detail'] ?? problem['title'] ?? 'The OMS refused without a reason.';
  const errors: readonly unknown[] = Array.isArray(problem['errors']) ? problem['errors'] : [];
  const places = errors.map((error) =>
    typeof error === 'object' && error !== null && 'path' in error && 'message' in error
      ? `\n  ${String(error.path)}: ${String(error.message)}`
      : '',
  );
  return { code: String(problem['code'] ?? 'refused'), text: `${plainText(String(text))}${places.join('')}` };
}

/** The body of the answer with this status; every other answer is a refusal in the OMS's words. */
export async function answered<R extends AnyReply, S extends R['status']>(
  call: Promise<R>,
  status: S,
): Promise<Result<BodyOf<R, S>>> {
  const reply = await call;
  if (reply.status === status) return ok(reply.body as BodyOf<R, S>);
  const { code, text } = whyOf(reply.body);
  return refuse(code, text);
}

export interface ListOptions {
  readonly limit: number;
  readonly all?: boolean;
}

interface Page<Row> {
  readonly items: readonly Row[];
  readonly next: string | null;
}
interface PageQuery {
  readonly limit: number;
  readonly cursor?: string;
}

/** The API gives at most so many at once. */
const LARGEST_PAGE = 200;

/** The first `limit` rows of a list, or all of them, told as they come. */
export async function readList<Row>(
  session: Pick<Session, 'progress'>,
  { limit, all = false }: ListOptions,
  fetchPage: (query: PageQuery) => Promise<Result<Page<Row>>>,
): Promise<Result<Row[]>> {
  const wanted = all ? Number.POSITIVE_INFINITY : limit;
  const rows: Row[] = [];
  let cursor: string | undefined;
  do {
    const query = { limit: Math.min(LARGEST_PAGE, wanted - rows.length), ...(cursor === undefined ? {} : { cursor }) };
    const page = await fetchPage(query);
    if (!page.ok) return page;
    rows.push(...page.value.items);
    cursor = page.value.next ?? undefined;
    if (cursor !== undefined && rows.length < wanted) session.progress(`${rows.length} read …`);
  } while (cursor !== undefined && rows.length < wanted);
  session.progress(null);
  return ok(rows);
}

/** `SKU=3`: the SKU may hold an equals sign itself. */
export function readLine(text: string): Result<{ readonly sku: string; readonly quantity: number }> {
  const [, sku, digits] = /^(.+)=(\d{1,7})$/.exec(text) ?? [];
  if (sku === undefined || digits === undefined || Number(digits) === 0)
    return wrongUsage(`--line ${text}: write SKU=QUANTITY, for instance --line MUG-1=2.`);
  return ok({ sku, quantity: Number(digits) });
}

/** "2026-11-22 18:03Z"; a dash when there is none. */
export const instantText = (at: number | null): string =>
  at === null ? '–' : `${new Date(at).toISOString().slice(0, 16).replace('T', ' ')}Z`;
