import { createTenant } from '../index.ts';

describe('An authorization that cannot be completed', () => {
  it('ends on a page of the local tenant with the reason, and escapes the input', async () => {
    const tenant = await createTenant();
    try {
      const response = await fetch(`${tenant.origin}/authorize/gone`);
      const page = await response.text();
      expect(response.status).toBe(400);
      expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
      expect(page).toContain('Local tenant');
      expect(page).toContain('Sign-in failed');
      expect(page).toContain('<code>invalid_request</code>');
      const markup = await fetch(`${tenant.origin}/authorize?request_uri=${encodeURIComponent('<b>x</b>')}`);
      expect(await markup.text()).not.toContain('<b>');
    } finally {
      await tenant.stop();
    }
  });
});
