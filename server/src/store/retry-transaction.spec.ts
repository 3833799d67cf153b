import { isStoreUnavailable } from './database-errors.ts';
import { retryTransaction } from './retry-transaction.ts';

function failure(code: string): Error {
  return Object.assign(new Error(`PostgreSQL says ${code}`), { code });
}

describe('retryTransaction', () => {
  for (const code of ['40001', '40P01']) {
    it(`retries a transaction that failed with ${code}`, async () => {
      let runs = 0;
      const transaction = () => (++runs < 3 ? Promise.reject(failure(code)) : Promise.resolve('landed'));
      expect(await retryTransaction(transaction)).toBe('landed');
      expect(runs).toBe(3);
    });
  }

  it('does not retry other failures', async () => {
    let runs = 0;
    const taken = failure('23505');
    const transaction = () => {
      runs++;
      return Promise.reject(taken);
    };
    await expectAsync(retryTransaction(transaction)).toBeRejectedWith(taken);
    expect(runs).toBe(1);
  });

  it('reports after its last attempt that the store is too busy', async () => {
    const error: unknown = await retryTransaction(() => Promise.reject(failure('40001'))).catch(
      (cause: unknown) => cause,
    );
    expect(isStoreUnavailable(error)).toBeTrue();
  });
});
