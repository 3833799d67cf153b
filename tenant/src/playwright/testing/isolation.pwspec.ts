/** Run by `tenant-test.spec.ts` in two workers at once; no browser is opened. */
import { expect, test } from '../tenant-test.ts';

test.describe.configure({ mode: 'parallel' });
test.use({ tenantOptions: { clients: [{ client_id: 'app', name: 'App', app_type: 'spa' }] } });

for (const index of [1, 2, 3, 4]) {
  test(`test ${index} finds the seed and may change it`, ({ tenant }, { workerIndex }) => {
    expect(tenant.clients.map(({ client_id: id }) => id)).toEqual(['app']);
    expect(tenant.control.users().filter(({ name }) => name === 'Left over')).toEqual([]);
    expect(tenant.control.faults.list()).toEqual([]);
    tenant.control.addUser({ connection: 'github', user_id: 5, profile: { name: 'Left over' } });
    tenant.control.faults.add({ path: '*', status: 500 });
    process.stdout.write(`TENANT ${workerIndex} ${tenant.port}\n`);
  });
}
