import type { TenantClient } from '../model/tenant-client.ts';
import { formTargets } from './form-targets.ts';

describe('formTargets', () => {
  const client = (urls: Partial<TenantClient>): TenantClient => ({
    client_id: 'one',
    name: 'One',
    app_type: 'spa',
    ...urls,
  });

  it('are the origins of all applications, each once', () => {
    expect(
      formTargets([
        client({
          callbacks: ['http://localhost:1/callback', 'http://localhost:1/link'],
          web_origins: ['http://localhost:2'],
        }),
        client({ callbacks: ['https://api.example.com:8443/v1/callback?x=1'] }),
        client({}),
      ]),
    ).toEqual(['http://localhost:2', 'http://localhost:1', 'https://api.example.com:8443']);
  });

  it('are schemes for native applications, and omit invalid addresses', () => {
    expect(formTargets([client({ callbacks: ['com.example.app://callback', 'nonsense'] })])).toEqual([
      'com.example.app:',
    ]);
  });
});
