/** Owns the step from a reply (a value by status) to the answer a page wants, or an error it shows. */
import { fromReply, isAborted, toReplyError } from './failures.ts';

interface AnyReply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
}

type BodyOf<R extends AnyReply, S extends number> = Extract<R, { readonly status: S }>['body'];

/** The body of the reply with this status; every other outcome is thrown as a ReplyError. */
export async function wanted<R extends AnyReply, S extends R['status']>(
  call: Promise<R>,
  status: S,
): Promise<BodyOf<R, S>> {
  let reply: R;
  try {
    reply = await call;
  } catch (error) {
    throw isAborted(error) ? error : toReplyError(error);
  }
  if (reply.status === status) return reply.body as BodyOf<R, S>;
  throw fromReply(reply.status, reply.body, reply.headers);
}
