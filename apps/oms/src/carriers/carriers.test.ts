import type { CarrierMapping } from '@jetway/oms-api';
import fc from 'fast-check';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { jetChannel } from '../channels/jet/index.ts';
import { type Caller, type Harness, harness } from '../testing/index.ts';
import { type AskedCarrier, type CarrierWords, findCarrier, type MappedWord, wordKey } from './carriers.ts';

const words = (mapped: Readonly<Record<string, MappedWord>>, levels: Readonly<Record<string, MappedWord>> = {}) => ({
  byKey: new Map(Object.entries(mapped).map(([word, meant]) => [wordKey(word), meant])),
  byLevel: new Map(Object.entries(levels)),
});
const nothing: CarrierWords = words({});
const find = (asked: Partial<AskedCarrier>, known: CarrierWords = nothing) =>
  findCarrier(jetChannel, known, { serviceLevel: null, ...asked });

const ground = { carrier: 'UPS', method: 'UPSGround' };
const priority = { carrier: 'USPS', method: 'USPSPriorityMail' };

describe('what words mean', () => {
  test('the channel’s own names are known in any spelling, and a method tells its carrier', () => {
    const found = { ok: true, value: { ...ground, by: 'channel' } };
    expect(find({ carrier: 'ups', method: 'ups_ground' })).toEqual(found);
    expect(find({ carrier: 'UPS Ground' })).toEqual(found);
    expect(find({ method: 'UPS-Ground' })).toEqual(found);
  });

  test('a mapping counts first: of both words together, of the carrier, of the method', () => {
    const known = words({
      'Post Quick': priority,
      Brown: { carrier: 'UPS', method: null },
      Slow: ground,
    });
    expect(find({ carrier: 'post', method: 'QUICK' }, known)).toMatchObject({ value: { ...priority, by: 'mapping' } });
    expect(find({ carrier: 'brown', method: 'slow' }, known)).toMatchObject({ value: ground });
    expect(find({ carrier: 'brown', method: 'UPSGround' }, known)).toMatchObject({ value: ground });
    expect(find({ carrier: 'brown' }, known)).toMatchObject({ refusal: { code: 'unknown_method', path: '/method' } });
  });

  test('without words the default of the service level counts, and completes a carrier that is the same', () => {
    const known = words({}, { Standard: ground });
    expect(find({ serviceLevel: 'Standard' }, known)).toMatchObject({ value: { ...ground, by: 'default' } });
    expect(find({ carrier: 'UPS', serviceLevel: 'Standard' }, known)).toMatchObject({ value: ground });
    expect(find({ carrier: 'FedEx', serviceLevel: 'Standard' }, known)).toMatchObject({ ok: false });
    expect(find({ serviceLevel: 'Next Day' }, known)).toMatchObject({ refusal: { code: 'unknown_carrier' } });
  });

  test('what is refused says where to teach the word; what is found is always in the channel’s lists', () => {
    expect(find({ carrier: 'Pigeon', method: 'UPSGround' })).toMatchObject({
      refusal: { code: 'unknown_carrier', path: '/carrier', text: expect.stringContaining('Settings › Carriers') },
    });
    expect(find({ carrier: 'UPS', method: 'By foot' })).toMatchObject({ refusal: { code: 'unknown_method' } });
    const { carriers, methods } = jetChannel.shippingOptions();
    const word = fc.oneof(fc.string(), fc.constantFrom(...carriers, ...methods, 'Mule'));
    const mapped = fc.record({ carrier: word, method: fc.option(word) });
    fc.assert(
      fc.property(fc.option(word), fc.option(word), mapped, mapped, (carrier, method, meant, level) => {
        const known = words({ Mule: meant }, { Standard: level });
        const asked = { carrier: carrier ?? undefined, method: method ?? undefined, serviceLevel: 'Standard' };
        const found = find(asked, known);
        if (!found.ok) return;
        expect(carriers).toContain(found.value.carrier);
        expect(methods).toContain(found.value.method);
      }),
    );
  });
});

let at: Harness;
let shop: Caller;
beforeAll(async () => {
  at = await harness();
});
afterEach(() => expect(at.breaches).toEqual([]));

const body = { channel: 'jet' as const, word: 'USPS Priority', carrier: 'usps', method: 'usps_priority_mail' };

async function make(more: object = {}): Promise<CarrierMapping> {
  const made = await shop.client.createCarrierMapping({ body: { ...body, ...more } });
  if (made.status !== 201) throw new Error(`answered ${made.status}: ${JSON.stringify(made.body)}`);
  return made.body;
}

describe('mappings over HTTP', () => {
  beforeAll(async () => {
    shop = await at.withKey(await at.newOrganization(), 'manager');
  });

  test('are kept in the channel’s spelling, listed, tried, changed under their version, and removed', async () => {
    const made = await make({ defaultFor: ['standard'] });
    expect(made).toEqual({ ...body, ...priority, id: made.id, defaultFor: ['Standard'], version: 1 });
    expect((await shop.client.listCarrierMappings()).body).toEqual({ items: [made], next: null });
    const tried = async (query: object) =>
      (await shop.client.matchCarrier({ query: { channel: 'jet', ...query } })).body;
    expect(await tried({ carrier: 'usps PRIORITY' })).toMatchObject({ match: { ...priority, by: 'mapping' } });
    expect(await tried({ serviceLevel: 'Standard' })).toMatchObject({ match: { by: 'default' } });
    expect(await tried({ carrier: 'Pigeon' })).toMatchObject({ match: null, text: expect.stringContaining('Pigeon') });
    const params = { mappingId: made.id };
    const next = { word: 'Post', carrier: 'USPS' };
    const changed = await shop.client.changeCarrierMapping({ params, body: next }, { headers: { 'if-match': '"1"' } });
    expect(changed).toMatchObject({ status: 200, body: { ...next, method: null, defaultFor: [], version: 2 } });
    const late = await shop.client.changeCarrierMapping({ params, body: next }, { headers: { 'if-match': '"1"' } });
    expect(late).toMatchObject({ status: 409, body: { code: 'changed_meanwhile' } });
    expect((await shop.client.removeCarrierMapping({ params })).status).toBe(204);
    expect((await shop.client.listCarrierMappings()).body).toMatchObject({ items: [] });
  });

  test('400 and 409 name what is wrong, and nothing is written', async () => {
    const first = await make({ word: 'One', defaultFor: ['Next Day'] });
    const cases = [
      [{ word: '--' }, 400, 'empty_word', '/word'],
      [{ carrier: 'Pigeon' }, 400, 'unknown_carrier', '/carrier'],
      [{ method: 'By foot' }, 400, 'unknown_method', '/method'],
      [{ defaultFor: ['Standard', 'Some day'] }, 400, 'unknown_service_level', '/defaultFor/1'],
      [{ method: null, defaultFor: ['Standard'] }, 400, 'method_required', '/method'],
      [{ word: 'o-n-e' }, 409, 'word_taken', '/word'],
      [{ defaultFor: ['Expedited', 'Next Day'] }, 409, 'default_taken', '/defaultFor'],
    ] as const;
    for (const [more, status, code, path] of cases)
      expect(await shop.client.createCarrierMapping({ body: { ...body, ...more } } as never)).toMatchObject({
        status,
        body: { code, errors: [{ path }] },
      });
    expect((await shop.client.listCarrierMappings()).body).toEqual({ items: [first], next: null });
    const second = await make({ word: 'Two' });
    const taken = await shop.client.changeCarrierMapping(
      { params: { mappingId: second.id }, body: { word: 'one', carrier: 'UPS' } },
      { headers: { 'if-match': '"1"' } },
    );
    expect(taken).toMatchObject({ status: 409, body: { code: 'word_taken' } });
  });

  test('of two that want one word at once, one gets it', async () => {
    const answers = await Promise.all(
      ['Both', 'both', 'B oth'].map((word) => shop.client.createCarrierMapping({ body: { ...body, word } })),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409]);
  });

  test('a tracking number is looked at: whose it is, and what is odd', async () => {
    const look = async (trackingNumber: string, carrier?: string) =>
      (await shop.client.checkTracking({ query: { channel: 'jet', trackingNumber, ...(carrier && { carrier }) } }))
        .body;
    expect(await look('1Z5R89390357567127')).toEqual({ suggestedCarrier: 'UPS', isConcatenated: false, warning: null });
    expect(await look('986578788855', 'UPS')).toMatchObject({
      suggestedCarrier: 'FedEx',
      warning: { code: 'other_carrier' },
    });
    expect(await look('1Z5R89390357567127,1Z5R89390357567127')).toMatchObject({ isConcatenated: true });
    const options = await shop.client.getCarrierOptions({ query: { channel: 'jet' } });
    expect(options.body).toEqual({ ...jetChannel.shippingOptions(), serviceLevels: jetChannel.serviceLevels });
  });
});
