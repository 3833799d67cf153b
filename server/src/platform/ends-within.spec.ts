import { endsWithin } from './ends-within.ts';

describe('within', () => {
  beforeEach(() => jasmine.clock().install());
  afterEach(() => jasmine.clock().uninstall());

  it('is true if the work ends in time', async () => {
    expect(await endsWithin(1000, Promise.resolve('done'))).toBe(true);
  });

  it('is false otherwise, without waiting for the end', async () => {
    const response = endsWithin(1000, Promise.withResolvers<undefined>().promise);
    jasmine.clock().tick(1000);
    expect(await response).toBe(false);
  });

  it('passes on a failure', async () => {
    await expectAsync(endsWithin(1000, Promise.reject(new Error('no')))).toBeRejectedWithError('no');
  });
});
