import { verifyPassword } from '@jetway/service';
import { privateDatabase, testClock, testIds } from '@jetway/testkit';
import { describe, expect, test } from 'vitest';
import { migrationsDirectory, type OmsTables, schema } from '../database/index.ts';
import { ensureFirstAdmin } from './first-start.ts';

describe('the first start', () => {
  test('makes one organization with one admin, of several starts at once and ever after', async () => {
    const database = await privateDatabase<OmsTables>(schema, migrationsDirectory);
    const now = testClock().now();
    const first = { organization: 'Harbour & Pine', email: 'Owner@Example.com' };
    const start = () => ensureFirstAdmin(database, first, testIds(), now);
    const made = (await Promise.all([start(), start(), start()])).filter((one) => one !== undefined);
    expect(made).toHaveLength(1);
    expect(await start()).toBeUndefined();
    const [only] = made;
    const members = await database.db
      .selectFrom('memberships')
      .innerJoin('users', 'users.user_id', 'memberships.user_id')
      .innerJoin('organizations', 'organizations.organization_id', 'memberships.organization_id')
      .select(['email', 'role', 'active', 'password_hash', 'organizations.name as organization'])
      .execute();
    expect(members).toMatchObject([
      { email: 'owner@example.com', role: 'admin', active: true, organization: 'Harbour & Pine' },
    ]);
    expect(only?.password).toMatch(/^[A-Za-z2-9]{16}$/);
    expect(await verifyPassword(only?.password ?? '', members[0]?.password_hash)).toBe(true);
    await database.close();
  }, 30_000);

  test('takes the password that is given', async () => {
    const database = await privateDatabase<OmsTables>(schema, migrationsDirectory);
    const first = { organization: 'A', email: 'a@b.c', password: 'given by hand' };
    const made = await ensureFirstAdmin(database, first, testIds(), testClock().now());
    expect(made).toMatchObject({ email: 'a@b.c', password: 'given by hand' });
    await database.close();
  });
});
