/** Keys that a process creates before it reuses them: more than any spec has in use at the same time. */
const POOL = 8;

/**
 * Lets this process create only a few RSA key pairs and use them in turn. Each takes about 0.05 s of CPU time, and every tenant
 * that a spec starts creates one or two. Keys that are created one after another still differ.
 *
 * @param {Pick<SubtleCrypto, 'generateKey'>} subtle Its `generateKey` is replaced.
 */
export function reuseRsaKeys(subtle = crypto.subtle) {
  const generateKey = /** @type {(...values: unknown[]) => Promise<unknown>} */ (subtle.generateKey.bind(subtle));
  /** @type {Map<string, { readonly keys: Promise<unknown>[], used: number }>} */
  const pools = new Map();
  const reuse = (/** @type {unknown[]} */ ...values) => {
    const kind = JSON.stringify(values, (_, value) => (value instanceof Uint8Array ? [...value] : value));
    if (!kind.includes('"RSA')) return generateKey(...values);
    const pool = pools.get(kind) ?? { keys: [], used: 0 };
    pools.set(kind, pool);
    return (pool.keys[pool.used++ % POOL] ??= generateKey(...values));
  };
  Object.assign(subtle, { generateKey: reuse });
}
