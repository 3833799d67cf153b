import { createTenant } from '../create-tenant.ts';

describe('The page at the root', () => {
  const textOf = async (control: boolean) => {
    const client = { client_id: 'my-app', name: 'My <app>', app_type: 'spa' } as const;
    const tenant = await createTenant({ control, clients: [client] });
    try {
      const response = await fetch(tenant.issuer);
      return { status: response.status, text: await response.text(), tenant };
    } finally {
      await tenant.stop();
    }
  };

  it('shows what this is, the users, and what a client needs', async () => {
    const { status, text, tenant } = await textOf(false);
    expect(status).toBe(200);
    for (const part of ['This is a local tenant', 'ana@example.com', 'my-app', 'My &lt;app&gt;']) {
      expect(text).toContain(part);
    }
    const { host } = new URL(tenant.issuer);
    const { issuer } = tenant;
    for (const value of [host, issuer, `${issuer}.well-known/openid-configuration`, `${issuer}api/v2/`]) {
      expect(text).toContain(`<code>${value}</code>`);
    }
  });

  it('links to the inspector only if it is served', async () => {
    expect((await textOf(true)).text).toContain('href="/_inspector"');
    expect((await textOf(false)).text).not.toContain('/_inspector');
  });
});
