import { reuseRsaKeys } from './reuse-rsa-keys.mjs';

describe('reuseRsaKeys', () => {
  /** @type {unknown[][]} */
  let created;
  /** @type {{ generateKey: (...values: unknown[]) => Promise<unknown> }} */
  let subtle;

  beforeEach(() => {
    created = [];
    subtle = { generateKey: (...values) => Promise.resolve(created.push(values)) };
    reuseRsaKeys(/** @type {SubtleCrypto} */ (/** @type {unknown} */ (subtle)));
  });

  const RSA = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256', publicExponent: new Uint8Array([1, 0, 1]) };
  /** @param {unknown[]} values */
  const create = (...values) => subtle.generateKey(...values);

  it('returns eight different keys in turn', async () => {
    const keys = [];
    for (let count = 0; count < 17; count++) keys.push(await create(RSA, true, ['sign']));
    expect(keys).toEqual([...[1, 2, 3, 4, 5, 6, 7, 8], ...[1, 2, 3, 4, 5, 6, 7, 8], 1]);
  });

  it('creates other keys for other uses, and always for other algorithms', async () => {
    const keys = [await create(RSA, true, ['sign']), await create(RSA, false, ['sign'])];
    for (let count = 0; count < 9; count++) keys.push(await create({ name: 'ECDSA', namedCurve: 'P-256' }, true, []));
    expect(new Set(keys).size).toBe(11);
    expect(created.length).toBe(11);
  });
});
