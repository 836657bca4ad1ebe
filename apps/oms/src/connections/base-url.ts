/** Owns which addresses a connection may have: our server calls them with what an admin typed. */
import { ok, type Result, refuse } from '@jetway/kernel';
import type { Channel } from '../channels/index.ts';

const METADATA_HOSTS: ReadonlySet<string> = new Set([
  'metadata',
  'metadata.google.internal',
  'metadata.goog',
  'instance-data',
  'instance-data.ec2.internal',
  '[fd00:ec2::254]',
  '100.100.100.200',
]);

/**
 * The address without a slash at its end. Refused: what is not http(s), carries credentials, a query or a fragment, and
 * link-local addresses, where clouds answer with the machine's own secrets. Private networks are allowed: marketplaces
 * under test live there, and only admins get here.
 */
export function checkBaseUrl(text: string): Result<string, 'bad_address'> {
  const bad = (why: string) => refuse('bad_address', why, { path: '/baseUrl' });
  if (!URL.canParse(text)) return bad('This is no address; it begins with https:// or http://.');
  const url = new URL(text);
  if (url.protocol !== 'https:' && url.protocol !== 'http:')
    return bad('The address must begin with https:// or http://.');
  if (url.username !== '' || url.password !== '')
    return bad('The address must not carry a user or password; they have settings of their own.');
  if (url.search !== '' || url.hash !== '') return bad('The address must not have a query or a fragment.');
  if (isLinkLocal(url.hostname)) return bad('Link-local and metadata addresses are not allowed.');
  return ok(`${url.origin}${url.pathname}`.replace(/\/+$/, ''));
}

/** The parser has brought numbers in every notation (2852039166, 0xa9fe…) into the one form looked for here. */
function isLinkLocal(hostname: string): boolean {
  const host = hostname.toLowerCase().replace(/\.$/, '');
  if (METADATA_HOSTS.has(host) || host.startsWith('169.254.')) return true;
  // fe80::/10, and 169.254.0.0/16 mapped or translated into IPv6
  return /^\[fe[89ab][0-9a-f]:/.test(host) || /^\[(::ffff:|64:ff9b::|::)a9fe:/.test(host);
}

/** The same for a connection to a channel; one that has no address of its own is given none. */
export function checkAddress({ address }: Pick<Channel, 'address'>, text: string): Result<string, 'bad_address'> {
  if (address !== null) return checkBaseUrl(text);
  return text === '' ? ok('') : refuse('bad_address', 'This channel has no address.', { path: '/baseUrl' });
}
