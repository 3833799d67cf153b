import { CLIENT, managementHarness, type ErrorBody } from './testing/management-harness.ts';

describe('Every operation', () => {
  it('needs a scope, which it checks before anything else', async () => {
    const api = await managementHarness({ limit: 10_000, perSeconds: 1 });
    const token = await api.accessToken(`${CLIENT}@clients`, 'read:nothing');
    const operations = new Set(
      api.routes.filter(({ method }) => method !== 'ALL').map(({ method, path }) => `${method} ${path}`),
    );
    // The address of an export is its own proof.
    operations.delete('GET /jobs/files/:name');
    expect(operations.size).toBeGreaterThan(300);
    const open: string[] = [];
    for (const operation of operations) {
      const [method = '', path = ''] = operation.split(' ');
      const body = ['GET', 'DELETE'].includes(method) ? undefined : {};
      const { status, body: error } = await api.call<ErrorBody>(
        method,
        path.replace(/:\w+/g, 'auth0%7Cx'),
        token,
        body,
      );
      if (status !== 403 || error.errorCode !== 'insufficient_scope') open.push(`${operation}: ${String(status)}`);
    }
    expect(open).toEqual([]);
    api.store.close();
  });
});
