import { createManagement } from './create-management.ts';
import { startAuth0Harness } from './testing/auth0-harness.ts';

describe('The connections of a tenant with thousands of them', () => {
  const COUNT = 1_150;
  const nameOf = (index: number) => `customer-${index}`;

  it('are all returned, also those beyond the first 1000, with those enabled for the portal', async () => {
    const harness = await startAuth0Harness(
      {},
      { file: ':memory:' },
      {
        connections: Array.from({ length: COUNT }, (_, index) => ({
          id: `con_${String(index).padStart(16, '0')}`,
          name: nameOf(index),
          display_name: `Customer ${index}`,
          strategy: 'samlp',
          isSocial: false,
        })),
        users: [],
        clients: [],
        people: [],
      },
    );
    const management = createManagement(harness);
    try {
      harness.tenant.control.setConnectionEnabled('onefold-portal', nameOf(1_100), false);
      const connections = await management.connections();
      expect(connections.map(({ name }) => name)).toEqual(Array.from({ length: COUNT }, (_, index) => nameOf(index)));
      expect(connections.filter(({ enabled }) => !enabled).map(({ name }) => name)).toEqual([nameOf(1_100)]);
    } finally {
      await management.close();
      await harness.stop();
    }
  });
});
