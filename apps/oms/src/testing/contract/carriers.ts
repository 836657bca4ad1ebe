/** Owns what the test of the contract knows of words for carriers. */
import { expect, test } from 'vitest';
import { type Foreign, nothing, pair, type Samples, type Walks } from './part.ts';
import type { At } from './world.ts';

const meaning = (at: At) => ({ word: `Word ${at().harness.ids.hex32()}`, carrier: 'UPS', method: 'UPSGround' });

/** A word of the organization's, made by its own manager. */
async function aWord(at: At, whose: 'mine' | 'theirs' = 'mine'): Promise<string> {
  const { harness, organizationId, stranger } = at();
  const { client } = await harness.signIn(whose === 'mine' ? organizationId : stranger);
  const made = await client.createCarrierMapping({ body: { channel: 'jet', ...meaning(at) } });
  if (made.status !== 201) throw new Error(`answered ${made.status}`);
  return made.body.id;
}

export const carriersPart = (at: At) => {
  const own = async () => ({ params: { mappingId: await aWord(at) } });
  const theirs = () => aWord(at, 'theirs');
  return {
    samples: {
      listCarrierMappings: nothing,
      createCarrierMapping: () => ({ body: { channel: 'jet' as const, ...meaning(at), defaultFor: [] } }),
      changeCarrierMapping: async () => ({ ...(await own()), body: meaning(at) }),
      removeCarrierMapping: own,
      matchCarrier: () => ({
        query: { channel: 'jet', carrier: 'UPS', method: 'UPSGround', serviceLevel: 'Standard' },
      }),
      getCarrierOptions: () => ({ query: { channel: 'jet' } }),
      checkTracking: () => ({ query: { channel: 'jet', trackingNumber: '1Z5R89390357567127', carrier: 'UPS' } }),
    } satisfies Samples,
    foreign: {
      changeCarrierMapping: pair('mappingId', theirs, () => ({ body: meaning(at) })),
      removeCarrierMapping: pair('mappingId', theirs, nothing),
    } satisfies Foreign,
  };
};

export const carriersWalks: Walks = (at) => {
  test('a word that is taken, and a version that is old', async () => {
    const { send, callers } = at();
    const body = { channel: 'jet', ...meaning(at) };
    const made = await send('POST', '/carrier-mappings', body);
    expect((await send('POST', '/carrier-mappings', body)).json()).toMatchObject({ status: 409, code: 'word_taken' });
    const { id } = made.json() as { readonly id: string };
    const old = { ...callers.admin.headers, 'if-match': '"9"' };
    const changed = await send('PUT', `/carrier-mappings/${id}`, meaning(at), old);
    expect(changed.json()).toMatchObject({ status: 409, code: 'changed_meanwhile' });
  });

  test('a kind of channel that there is none of', async () => {
    for (const path of ['carrier-match', 'carrier-options', 'tracking-check'])
      expect((await at().send('GET', `/${path}?channel=pigeon&trackingNumber=1`)).statusCode).toBe(400);
  });
};
