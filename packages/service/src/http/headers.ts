/** Owns reading request headers. */

/** Names in lower case. */
export type RequestHeaders = Readonly<Record<string, string | string[] | undefined>>;

/** The one value of a header; undefined when it is absent, the first when it was sent more than once. */
export function header(request: { readonly headers: RequestHeaders }, name: string): string | undefined {
  const value = request.headers[name];
  return Array.isArray(value) ? value[0] : value;
}

/** The token of `Authorization: Bearer …`, in any case; undefined when there is none. */
export function bearerToken(request: { readonly headers: RequestHeaders }): string | undefined {
  const [scheme, token, ...rest] = (header(request, 'authorization') ?? '').trim().split(/ +/);
  return scheme?.toLowerCase() === 'bearer' && rest.length === 0 && token !== '' ? token : undefined;
}
