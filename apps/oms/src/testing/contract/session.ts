/** Owns what the test of the contract knows of sessions, people, keys and the server itself. */
import { expect, test } from 'vitest';
import { aMember, anApiKey, PASSWORD } from '../builders.ts';
import { type Foreign, nothing, pair, type Samples, type Walks } from './part.ts';
import type { At } from './world.ts';

async function aKeyId({ harness: at }: ReturnType<At>, of: string): Promise<string> {
  await anApiKey(at, of);
  const rows = await at.database.db
    .selectFrom('api_keys')
    .select('api_key_id')
    .where('organization_id', '=', of)
    .where('revoked_at', 'is', null)
    .execute();
  return rows.at(-1)?.api_key_id ?? '';
}

const memberOf = async (at: At, of: 'organizationId' | 'stranger') => (await aMember(at().harness, at()[of])).userId;

export const sessionPart = (at: At) => ({
  samples: {
    getAbout: nothing,
    signIn: () => ({ body: { email: 'nobody@example.com', password: 'no password' } }),
    signOut: nothing,
    getSession: nothing,
    switchOrganization: () => ({ body: { organizationId: at().organizationId } }),
    changePassword: () => ({ body: { current: 'not this one', next: 'a new long password' } }),
    listMembers: nothing,
    addMember: () => ({
      body: {
        email: `${at().harness.ids.hex32()}@example.com`,
        name: 'Lee',
        role: 'warehouse',
        password: 'first password',
      },
    }),
    changeMember: async () => ({
      params: { userId: await memberOf(at, 'organizationId') },
      body: { role: 'warehouse', active: true },
    }),
    listApiKeys: nothing,
    createApiKey: () => ({ body: { name: 'a program', role: 'warehouse' } }),
    revokeApiKey: async () => ({ params: { apiKeyId: await aKeyId(at(), at().organizationId) } }),
  } satisfies Samples,
  foreign: {
    changeMember: pair(
      'userId',
      () => memberOf(at, 'stranger'),
      () => ({ body: { active: true } }),
    ),
    revokeApiKey: pair('apiKeyId', () => aKeyId(at(), at().stranger), nothing),
  } satisfies Foreign,
});

export const sessionWalks: Walks = (at) => {
  test('sessions: signed in, another organization, a new password', async () => {
    const { harness, organizationId, stranger, send } = at();
    const { email } = await aMember(harness, organizationId);
    const body = { email, password: PASSWORD };
    expect((await send('GET', '/about')).json()).toMatchObject({ name: 'Jetway OMS', now: harness.clock.now() });
    const wrong = await send('POST', '/session', { ...body, password: 'not this one' }, { 'if-match': '' });
    expect(wrong.json()).toMatchObject({ code: 'wrong_credentials', status: 401 });
    expect((await send('DELETE', '/session', undefined, { 'if-match': '' })).statusCode).toBe(204);
    expect((await send('POST', '/session', body, { 'if-match': '' })).statusCode).toBe(200);
    expect((await send('PUT', '/session/organization', { organizationId })).statusCode).toBe(200);
    expect((await send('PUT', '/session/organization', { organizationId: stranger })).statusCode).toBe(404);
    const { headers } = await harness.signIn(organizationId);
    const password = { current: PASSWORD, next: 'a new long password' };
    expect((await send('PUT', '/session/password', password, { ...headers, 'if-match': '' })).statusCode).toBe(204);
  });

  test('a person who belongs already, and the last admin, are conflicts', async () => {
    const { harness, send } = at();
    const { headers, member } = await harness.signIn(await harness.newOrganization());
    const twice = await send('POST', '/members', { email: member.email, name: 'x', role: 'admin' }, headers);
    expect(twice.json()).toMatchObject({ status: 409, code: 'already_member' });
    const last = await send('PATCH', `/members/${member.userId}`, { active: false }, headers);
    expect(last.json()).toMatchObject({ status: 409, code: 'last_admin' });
  });
};
