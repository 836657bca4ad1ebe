/** Owns what the test of the contract knows of working on an order: tags, notes, holds, a corrected ship-to. */
import { DAY_MS } from '@jetway/kernel';
import { expect, test } from 'vitest';
import { aConnection } from '../builders.ts';
import { type Foreign, nothing, pair, type Samples, type Walks } from './part.ts';
import type { At } from './world.ts';

const shipTo = { name: 'Ada King', address1: '2 Wharf Road', city: 'Portland', state: 'ME', zipCode: '04101' };

export const orderDeskPart = (at: At) => {
  const own = async () => ({ params: { orderId: (await at().aHeldOrder()).orderId } });
  const theirs = async () => (await at().aHeldOrder('theirs')).orderId;
  const ownConnection = async () => ({
    params: { connectionId: await aConnection(at().harness, at().organizationId) },
  });
  const theirConnection = async () => at().theirConnectionId;
  return {
    samples: {
      listTags: nothing,
      changeOrderTags: async () => ({ ...(await own()), body: { add: ['Gift'], remove: [] } }),
      addOrderNote: async () => ({ ...(await own()), body: { text: 'The buyer called.' } }),
      deleteOrderNote: async () => ({ params: { ...(await own()).params, noteId: 'no-such-note' } }),
      holdOrder: async () => ({ ...(await own()), body: { reason: 'The address looks wrong.', until: null } }),
      releaseOrder: own,
      correctShipTo: async () => ({ ...(await own()), body: shipTo }),
      undoShipTo: own,
      getTagMirror: ownConnection,
      setTagMirror: async () => ({ ...(await ownConnection()), body: { mirrored: true } }),
    } satisfies Samples,
    foreign: {
      changeOrderTags: pair('orderId', theirs, () => ({ body: { add: ['gift'] } })),
      addOrderNote: pair('orderId', theirs, () => ({ body: { text: 'a note' } })),
      deleteOrderNote: async () => {
        const of = (orderId: string) => ({ params: { orderId, noteId: 'note' } });
        return { foreign: of(await theirs()), missing: of('no-such-order') };
      },
      holdOrder: pair('orderId', theirs, () => ({ body: { reason: 'why' } })),
      releaseOrder: pair('orderId', theirs, nothing),
      correctShipTo: pair('orderId', theirs, () => ({ body: shipTo })),
      undoShipTo: pair('orderId', theirs, nothing),
      getTagMirror: pair('connectionId', theirConnection, nothing),
      setTagMirror: pair('connectionId', theirConnection, () => ({ body: { mirrored: true } })),
    } satisfies Foreign,
  };
};

/** An order of two units in stock, and what the admin may ask for about it; without a version there is no If-Match. */
async function anOrder(at: At) {
  const { orderId } = await at().aHeldOrder();
  const send = async (method: string, what: string, payload?: unknown, version?: number) => {
    const { headers } = at().callers.admin;
    const more = version === undefined ? {} : { 'if-match': `"${version}"` };
    const answer = await at().send(method, `/orders/${orderId}/${what}`, payload, { ...headers, ...more });
    const body = (answer.payload === '' ? {} : answer.json()) as Readonly<Record<string, unknown>>;
    return { status: answer.statusCode, code: body['code'], body };
  };
  const detail = async () => (await at().callers.admin.client.getOrder({ params: { orderId } })).body;
  return { orderId, send, detail };
}

export const orderDeskWalks: Walks = (at) => {
  wordWalks(at);
  courseWalks(at);
};

/** What people write on an order. */
const wordWalks: Walks = (at) => {
  test('tags are words in lower case, at most twenty; those in use are suggested', async () => {
    const { send, detail } = await anOrder(at);
    expect((await send('POST', 'tags', { add: ['  Gift  Wrap ', 'VIP', 'gift wrap'] })).body).toEqual({
      tags: ['gift wrap', 'vip'],
    });
    expect((await send('POST', 'tags', { remove: ['GIFT WRAP'] })).body).toEqual({ tags: ['vip'] });
    expect(await send('POST', 'tags', { add: ['x'.repeat(51)] })).toMatchObject({ status: 400, code: 'bad_tag' });
    const many = Array.from({ length: 20 }, (_, index) => `t${index}`);
    expect(await send('POST', 'tags', { add: many })).toMatchObject({ status: 409, code: 'too_many_tags' });
    expect(await detail()).toMatchObject({ order: { tags: ['vip'] } });
    const suggested = await at().send('GET', '/order-tags?prefix=VI');
    expect(suggested.json()).toEqual({ items: [{ tag: 'vip', orders: 1 }] });
    expect((await at().send('GET', `/order-tags?prefix=${'v'.repeat(51)}`)).statusCode).toBe(400);
  });

  test('a note stands in the timeline and is counted; only who wrote it takes it back', async () => {
    const { orderId, send, detail } = await anOrder(at);
    expect(await send('POST', 'notes', { text: '  ' })).toMatchObject({ status: 400, code: 'empty_note' });
    const { body } = await send('POST', 'notes', { text: 'The buyer called.' });
    expect(await detail()).toMatchObject({ order: { noteCount: 1 } });
    expect(JSON.stringify(await detail())).toContain('The buyer called.');
    const path = `/orders/${orderId}/notes/${String(body['id'])}`;
    const other = await at().send('DELETE', path, undefined, at().callers.warehouse.headers);
    expect(other.json()).toMatchObject({ status: 403, code: 'not_yours' });
    expect((await at().send('DELETE', path)).statusCode).toBe(204);
    expect(await detail()).toMatchObject({ order: { noteCount: 0 } });
  });
};

/** What changes how it goes on. */
const courseWalks: Walks = (at) => {
  test('a held order is neither accepted nor shipped until it is released', async () => {
    const { send, detail } = await anOrder(at);
    expect(await send('POST', 'release')).toMatchObject({ status: 409, code: 'not_on_hold' });
    expect(await send('POST', 'hold', { reason: 'why', until: 1 })).toMatchObject({
      status: 400,
      code: 'until_passed',
    });
    const until = at().harness.clock.now() + DAY_MS;
    expect(await send('POST', 'hold', { reason: 'why', until })).toMatchObject({ status: 200, body: { until } });
    expect(await detail()).toMatchObject({
      order: { hold: { reason: 'why' }, canAcknowledge: false, canCancel: true },
    });
    expect(await send('POST', 'acknowledge', {})).toMatchObject({ status: 409, code: 'on_hold' });
    expect((await send('POST', 'release')).status).toBe(204);
    // The policy of the connection goes on where the hold stopped it.
    expect(await detail()).toMatchObject({ order: { hold: null, waitingFor: { kind: 'acknowledge' } } });
    expect((await send('POST', 'cancel', { mode: 'reject' })).status).toBe(202);
  });

  test('where an order goes is corrected by its version, and undone', async () => {
    const { send, detail } = await anOrder(at);
    expect(await send('PUT', 'ship-to', shipTo)).toMatchObject({ status: 400, code: 'version_required' });
    expect(await send('PUT', 'ship-to', { ...shipTo, city: ' ' }, 1)).toMatchObject({ code: 'empty_field' });
    expect(await send('POST', 'ship-to/undo', undefined, 1)).toMatchObject({ status: 409, code: 'not_corrected' });
    expect(await send('PUT', 'ship-to', shipTo, 1)).toMatchObject({ status: 200, body: { version: 2 } });
    expect(await send('PUT', 'ship-to', shipTo, 1)).toMatchObject({ status: 409, code: 'changed_meanwhile' });
    expect(await detail()).toMatchObject({
      shipTo: { address1: '2 Wharf Road' },
      channelShipTo: { address1: '1 Wharf Road' },
      shipToVersion: 2,
    });
    expect(await send('POST', 'ship-to/undo', undefined, 2)).toMatchObject({ body: { channelShipTo: null } });
    expect(await send('POST', 'ship-to/undo')).toMatchObject({ status: 400, code: 'version_required' });
  });

  test('whether a channel is told of tags is decided over the last decision only', async () => {
    const connectionId = await aConnection(at().harness, at().organizationId);
    const set = (mirrored: boolean, version?: string) =>
      at().send(
        'PUT',
        `/connections/${connectionId}/tag-mirror`,
        { mirrored },
        {
          ...at().callers.admin.headers,
          ...(version === undefined ? {} : { 'if-match': version }),
        },
      );
    expect((await set(true)).json()).toMatchObject({ code: 'version_required' });
    expect((await set(true, '"1"')).json()).toEqual({ mirrored: true, version: 2 });
    expect((await set(false, '"1"')).json()).toMatchObject({ status: 409, code: 'changed_meanwhile' });
    const seen = await at().send('GET', `/connections/${connectionId}/tag-mirror`);
    expect(seen.json()).toEqual({ mirrored: true, version: 2 });
  });
};
