import { DAY_MS, MINUTE_MS } from '@jetway/kernel';
import fc from 'fast-check';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { aMember, anApiKey, type Harness, harness, PASSWORD, PUBLIC_URL } from '../testing/index.ts';
import { ATTEMPT_WINDOW_MS, normalEmail, SESSION_IDLE_MS, SESSION_LONGEST_MS, sessionEnd, waitMs } from './sign-in.ts';

let at: Harness;
beforeAll(async () => {
  at = await harness();
});
afterEach(() => expect(at.breaches).toEqual([]));

const signInWith = (email: string, password: string, headers: Readonly<Record<string, string>> = {}) =>
  at.send('POST', '/session', { body: { email, password }, headers: { 'x-forwarded-for': '10.0.0.1', ...headers } });

describe('sessions', () => {
  test('signing in answers who one is and sets a cookie that scripts cannot read', async () => {
    const organizationId = await at.newOrganization('Harbour & Pine');
    const member = await aMember(at, organizationId, { role: 'manager', name: 'Ada' });
    const answer = await signInWith(member.email.toUpperCase(), PASSWORD);
    expect(answer.statusCode).toBe(200);
    expect(answer.json()).toEqual({
      user: { id: member.userId, email: member.email, name: 'Ada' },
      organization: { id: organizationId, name: 'Harbour & Pine' },
      role: 'manager',
      organizations: [{ id: organizationId, name: 'Harbour & Pine', role: 'manager' }],
      expiresAt: at.clock.now() + SESSION_IDLE_MS,
    });
    const [cookie = ''] = answer.cookies;
    expect(cookie).toMatch(/^jetway_oms=[\w-]{43};/);
    expect(cookie).toMatch(/HttpOnly/i);
    expect(cookie).toMatch(/SameSite=Lax/i);
    expect(cookie).not.toMatch(/Secure/i);
  });

  test('the database keeps no token, only its hash', async () => {
    const { cookie } = await at.signIn(await at.newOrganization());
    const token = cookie.split('=')[1] ?? '';
    const rows = await at.database.db.selectFrom('sessions').selectAll().execute();
    expect(JSON.stringify(rows)).not.toContain(token);
  });

  test('a wrong password and an unknown address are refused alike', async () => {
    const member = await aMember(at, await at.newOrganization());
    const wrong = await signInWith(member.email, 'not the password');
    const unknown = await signInWith('nobody@example.com', 'not the password');
    for (const answer of [wrong, unknown]) {
      expect(answer.statusCode).toBe(401);
      expect(answer.json()).toMatchObject({ code: 'wrong_credentials' });
      expect(answer.cookies).toEqual([]);
    }
    const { requestId: _one, ...first } = wrong.json() as Record<string, unknown>;
    const { requestId: _two, ...second } = unknown.json() as Record<string, unknown>;
    expect(first).toEqual(second);
  });

  test('signing in anew makes the browser’s former session worthless', async () => {
    const signed = await at.signIn(await at.newOrganization());
    const again = await signInWith(signed.member.email, PASSWORD, { cookie: signed.cookie, origin: PUBLIC_URL });
    expect(again.statusCode).toBe(200);
    expect((await signed.client.getSession()).status).toBe(401);
  });

  test('signing out ends the session and clears the cookie; without a session it does nothing', async () => {
    const signed = await at.signIn(await at.newOrganization());
    const out = await at.send('DELETE', '/session', { headers: signed.headers });
    expect(out.statusCode).toBe(204);
    expect(out.cookies[0]).toMatch(/^jetway_oms=;.*Max-Age=0/i);
    expect((await signed.client.getSession()).status).toBe(401);
    expect((await at.send('DELETE', '/session')).statusCode).toBe(204);
  });

  test('a used session slides, an unused one ends, and none outlives its limit', async () => {
    const here = await harness();
    const signed = await here.signIn(await here.newOrganization());
    const began = here.clock.now();
    for (let days = 6; days < 30; days += 6) {
      here.clock.set(began + days * DAY_MS);
      expect((await signed.client.getSession()).status).toBe(200);
    }
    here.clock.set(began + SESSION_LONGEST_MS);
    expect((await signed.client.getSession()).status).toBe(401);
    const other = await here.signIn(await here.newOrganization());
    here.clock.advance(SESSION_IDLE_MS);
    expect((await other.client.getSession()).status).toBe(401);
  });

  test('a write from another site’s page is refused, though the browser sends the cookie', async () => {
    const { cookie } = await at.signIn(await at.newOrganization());
    const body = { name: 'x', role: 'admin' };
    const foreign = await at.send('POST', '/api-keys', { body, headers: { cookie, origin: 'https://evil.example' } });
    expect(foreign.statusCode).toBe(403);
    const without = await at.send('POST', '/api-keys', { body, headers: { cookie } });
    expect(without.statusCode).toBe(403);
    const own = await at.send('POST', '/api-keys', { body, headers: { cookie, origin: PUBLIC_URL } });
    expect(own.statusCode).toBe(201);
  });

  test('a foreign page can neither sign somebody in nor out', async () => {
    const signed = await at.signIn(await at.newOrganization());
    const origin = 'https://evil.example';
    expect((await signInWith(signed.member.email, PASSWORD, { origin })).statusCode).toBe(401);
    await at.send('DELETE', '/session', { headers: { cookie: signed.cookie, origin } });
    expect((await signed.client.getSession()).status).toBe(200);
  });
});

describe('sign-in attempts', () => {
  test('the eleventh for an address within the window waits, however right; afterwards it goes on', async () => {
    const here = await harness();
    const { email } = await aMember(here, await here.newOrganization());
    const attempt = (password: string) => here.send('POST', '/session', { body: { email, password } });
    for (let count = 0; count < 10; count += 1) expect((await attempt('guess guess')).statusCode).toBe(401);
    const refused = await attempt(PASSWORD);
    expect(refused.statusCode).toBe(429);
    expect(refused.json()).toMatchObject({ code: 'too_many_attempts' });
    expect(Number(refused.headers['retry-after'])).toBe(ATTEMPT_WINDOW_MS / 1_000);
    here.clock.advance(ATTEMPT_WINDOW_MS);
    expect((await attempt(PASSWORD)).statusCode).toBe(200);
  }, 30_000);

  test('attempts at the same time are counted apart', async () => {
    const { email } = await aMember(at, await at.newOrganization());
    const answers = await Promise.all(Array.from({ length: 14 }, () => signInWith(email, 'guess guess')));
    expect(answers.filter((answer) => answer.statusCode === 429)).toHaveLength(4);
  }, 30_000);

  test('waiting never lasts longer than the window, and never blocks the first ten', () => {
    fc.assert(
      fc.property(fc.nat(100), fc.nat(100), fc.nat(2 * ATTEMPT_WINDOW_MS), (email, ip, age) => {
        const now = 10 * DAY_MS;
        const seen = (attempts: number) => ({ attempts, windowStartedAt: now - age });
        const wait = waitMs(seen(email), seen(ip), now);
        expect(wait).toBeLessThanOrEqual(ATTEMPT_WINDOW_MS);
        expect(wait).toBeGreaterThanOrEqual(0);
        if (email <= 10 && ip <= 60) expect(wait).toBe(0);
      }),
    );
  });

  test('a session ends at the earlier of its two limits', () => {
    expect(sessionEnd({ seenAt: 0, expiresAt: SESSION_LONGEST_MS })).toBe(SESSION_IDLE_MS);
    expect(sessionEnd({ seenAt: SESSION_LONGEST_MS - 1, expiresAt: SESSION_LONGEST_MS })).toBe(SESSION_LONGEST_MS);
    expect(normalEmail(' Kim@Example.COM ')).toBe('kim@example.com');
  });
});

describe('one’s own account', () => {
  test('changing the password needs the present one, and ends every other session', async () => {
    const signed = await at.signIn(await at.newOrganization());
    const elsewhere = await signInWith(signed.member.email, PASSWORD);
    const [cookie = ''] = (elsewhere.cookies[0] ?? '').split(';');
    const wrong = await signed.client.changePassword({
      body: { current: 'not this one', next: 'a new long password' },
    });
    expect(wrong).toMatchObject({ status: 400, body: { code: 'wrong_credentials', errors: [{ path: '/current' }] } });
    const right = await signed.client.changePassword({ body: { current: PASSWORD, next: 'a new long password' } });
    expect(right.status).toBe(204);
    expect((await signed.client.getSession()).status).toBe(200);
    expect((await at.clientWith({ cookie }).getSession()).status).toBe(401);
    expect((await signInWith(signed.member.email, PASSWORD)).statusCode).toBe(401);
    expect((await signInWith(signed.member.email, 'a new long password')).statusCode).toBe(200);
  }, 30_000);

  test('switching goes to organizations one belongs to, and to no other', async () => {
    const first = await at.newOrganization('First');
    const second = await at.newOrganization('Second');
    const stranger = await at.newOrganization('Stranger');
    const signed = await at.signIn(first, 'read-only');
    const boss = await at.signIn(second);
    const added = await boss.client.addMember({ body: { email: signed.member.email, name: 'Kim', role: 'warehouse' } });
    expect(added).toMatchObject({ status: 201, body: { userId: signed.member.userId, role: 'warehouse' } });
    const moved = await signed.client.switchOrganization({ body: { organizationId: second } });
    expect(moved).toMatchObject({
      status: 200,
      body: { organization: { id: second, name: 'Second' }, role: 'warehouse' },
    });
    expect(await signed.client.getSession()).toMatchObject({ body: { organization: { id: second } } });
    const refused = await signed.client.switchOrganization({ body: { organizationId: stranger } });
    const missing = await signed.client.switchOrganization({ body: { organizationId: 'no-such' } });
    expect(refused).toMatchObject({ status: 404, body: { code: 'not_found' } });
    expect(missing.status).toBe(404);
    expect(JSON.stringify({ ...missing.body, requestId: '' })).toBe(JSON.stringify({ ...refused.body, requestId: '' }));
  });

  test('a key has no session to switch and no password to change', async () => {
    const organizationId = await at.newOrganization();
    const { client } = await at.withKey(organizationId);
    expect(await client.getSession()).toMatchObject({
      status: 200,
      body: { organization: { id: organizationId }, role: 'admin', user: { name: 'test admin' } },
    });
    const switched = await client.switchOrganization({ body: { organizationId } });
    expect(switched).toMatchObject({ status: 400, body: { code: 'session_required' } });
    const changed = await client.changePassword({ body: { current: 'x', next: 'a new long password' } });
    expect(changed).toMatchObject({ status: 400, body: { code: 'session_required' } });
  });
});

describe('people', () => {
  test('a new person gets the given password and can sign in; without one they are not made', async () => {
    const { client } = await at.signIn(await at.newOrganization());
    const email = `${at.ids.hex32()}@example.com`;
    const without = await client.addMember({ body: { email, name: 'Lee', role: 'warehouse' } });
    expect(without).toMatchObject({ status: 400, body: { code: 'password_required' } });
    const body = { email, name: 'Lee', role: 'warehouse', password: 'their first password' } as const;
    expect((await client.addMember({ body })).status).toBe(201);
    expect(await client.addMember({ body })).toMatchObject({ status: 409, body: { code: 'already_member' } });
    expect((await signInWith(email, 'their first password')).statusCode).toBe(200);
  }, 30_000);

  test('a new role and being let out count from the next request on', async () => {
    const organizationId = await at.newOrganization();
    const admin = await at.signIn(organizationId);
    const worker = await at.signIn(organizationId, 'warehouse');
    const params = { userId: worker.member.userId };
    expect((await worker.client.listApiKeys()).status).toBe(403);
    await admin.client.changeMember({ params, body: { role: 'admin' } });
    expect((await worker.client.listApiKeys()).status).toBe(200);
    const out = await admin.client.changeMember({ params, body: { active: false } });
    expect(out).toMatchObject({ status: 200, body: { active: false, role: 'admin' } });
    expect((await worker.client.getSession()).status).toBe(401);
    expect((await signInWith(worker.member.email, PASSWORD)).statusCode).toBe(401);
  });

  test('the last admin can neither go nor become less, whoever asks at the same time', async () => {
    const organizationId = await at.newOrganization();
    const one = await at.signIn(organizationId);
    const two = await at.signIn(organizationId);
    const demote = (who: typeof one, whom: typeof one) =>
      who.client.changeMember({ params: { userId: whom.member.userId }, body: { role: 'manager' } });
    const answers = await Promise.all([demote(one, one), demote(two, two)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(answers.find(({ status }) => status === 409)?.body).toMatchObject({ code: 'last_admin' });
    const { body } = await one.client.listMembers();
    const admins = 'items' in body ? body.items.filter(({ role }) => role === 'admin') : [];
    expect(admins).toHaveLength(1);
  });

  test('pages of people hold each of them once', async () => {
    const organizationId = await at.newOrganization();
    const { client } = await at.signIn(organizationId);
    for (let count = 0; count < 6; count += 1) await aMember(at, organizationId, { role: 'read-only' });
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const { status, body } = await client.listMembers({
        query: { limit: 3, ...(cursor === undefined ? {} : { cursor }) },
      });
      if (status !== 200) throw new Error(`answered ${status}`);
      seen.push(...body.items.map(({ userId }) => userId));
      cursor = body.next ?? undefined;
    } while (cursor !== undefined);
    expect(seen).toHaveLength(7);
    expect(new Set(seen).size).toBe(7);
    const bad = await client.listMembers({ query: { cursor: 'nonsense' } });
    expect(bad).toMatchObject({ status: 400, body: { code: 'bad_cursor' } });
  });
});

describe('keys', () => {
  test('a key is shown once, works with its role, and ends at once when revoked', async () => {
    const organizationId = await at.newOrganization();
    const { client } = await at.signIn(organizationId);
    const made = await client.createApiKey({ body: { name: 'warehouse printer', role: 'warehouse' } });
    if (made.status !== 201) throw new Error(`answered ${made.status}`);
    const { apiKey, key } = made.body;
    expect(key.startsWith(apiKey.prefix)).toBe(true);
    const listed = await client.listApiKeys();
    expect(listed.body).toEqual({ items: [apiKey], next: null });
    expect(JSON.stringify(await at.database.db.selectFrom('api_keys').selectAll().execute())).not.toContain(key);
    const program = at.clientWith({ authorization: `bearer ${key}` });
    expect((await program.listMembers()).status).toBe(200);
    expect((await program.listApiKeys()).status).toBe(403);
    expect((await client.revokeApiKey({ params: { apiKeyId: apiKey.id } })).status).toBe(204);
    expect((await program.listMembers()).status).toBe(401);
    expect(await client.revokeApiKey({ params: { apiKeyId: apiKey.id } })).toMatchObject({
      status: 404,
      body: { code: 'not_found' },
    });
  });

  test('its use is written down, at most once a minute', async () => {
    const here = await harness();
    const organizationId = await here.newOrganization();
    const { client } = await here.withKey(organizationId);
    const lastUse = async () =>
      (
        await here.database.db
          .selectFrom('api_keys')
          .select('last_used_at')
          .where('organization_id', '=', organizationId)
          .executeTakeFirstOrThrow()
      ).last_used_at;
    await client.getSession();
    const first = here.clock.now();
    here.clock.advance(MINUTE_MS - 1);
    await client.getSession();
    expect(await lastUse()).toBe(first);
    here.clock.advance(1);
    await client.getSession();
    expect(await lastUse()).toBe(first + MINUTE_MS);
  });

  test.each(['Basic abc', 'Bearer ', 'Bearer jwo_wrong', 'Bearer a b'])(
    '%s is no key, even beside a good session',
    async (authorization) => {
      const { headers } = await at.signIn(await at.newOrganization());
      expect((await at.clientWith({ ...headers, authorization }).getSession()).status).toBe(401);
    },
  );

  test('another organization’s key answers exactly like a missing one', async () => {
    const { client } = await at.signIn(await at.newOrganization());
    const other = await at.newOrganization();
    await anApiKey(at, other);
    const row = await at.database.db
      .selectFrom('api_keys')
      .select('api_key_id')
      .where('organization_id', '=', other)
      .executeTakeFirstOrThrow();
    const foreign = await client.revokeApiKey({ params: { apiKeyId: row.api_key_id } });
    const missing = await client.revokeApiKey({ params: { apiKeyId: 'no-such' } });
    expect({ ...foreign.body, requestId: '' }).toEqual({ ...missing.body, requestId: '' });
    expect(foreign.status).toBe(404);
  });
});
