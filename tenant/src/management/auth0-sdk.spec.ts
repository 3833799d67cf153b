import type { AddressInfo } from 'node:net';
import { serve, type ServerType } from '@hono/node-server';
import { UsersClient } from 'auth0/users';
import { Hono } from 'hono';
import {
  ANA,
  ANA_GOOGLE,
  LEO_GOOGLE,
  managementHarness,
  SAM_ACME,
  type ManagementHarness,
} from './testing/management-harness.ts';

describe("Auth0's own Node client", () => {
  let api: ManagementHarness;
  let server: ServerType;
  let baseUrl: string;
  beforeEach(async () => {
    api = await managementHarness();
    const app = new Hono().all('/api/v2/*', (c) => {
      const url = new URL(c.req.url);
      return api.fetch(new Request(`${url.origin}${url.pathname.slice('/api/v2'.length)}${url.search}`, c.req.raw));
    });
    server = await new Promise((resolve) => {
      const started: ServerType = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, () => resolve(started));
    });
    baseUrl = `http://localhost:${(server.address() as AddressInfo).port}/api/v2`;
  });
  afterEach(async () => {
    await new Promise((resolve) => server.close(resolve));
    api.store.close();
  });

  const client = async (subject: string, scope: string) =>
    new UsersClient({ baseUrl, token: await api.accessToken(subject, scope) });

  it('reads, lists, creates, updates and deletes users', async () => {
    const users = await client('machine@clients', 'read:users create:users update:users delete:users');
    expect((await users.get(ANA)).email).toBe('ana@example.com');
    const page = await users.list({ q: 'email:"ana@example.com"', per_page: 2, include_totals: true });
    expect(page.data.length).toBe(2);
    expect((await users.listUsersByEmail({ email: 'ana@example.com' })).length).toBe(3);
    const created = await users.create({ connection: 'email', email: 'sdk@example.com' });
    const id = created.user_id ?? '';
    expect(id).toMatch(/^email\|/);
    expect((await users.update(id, { user_metadata: { a: 1 } })).user_metadata).toEqual({ a: 1 });
    await users.delete(id);
    await expectAsync(users.get(id)).toBeRejectedWith(jasmine.objectContaining({ statusCode: 404 }));
  });

  it('links by ID token and by name, and unlinks', async () => {
    const own = await client(ANA, 'update:current_user_identities');
    const linked = await own.identities.link(ANA, { link_with: await api.idToken(ANA_GOOGLE) });
    expect(linked.map(({ provider }) => provider)).toEqual(['auth0', 'google-oauth2']);
    const machine = await client('machine@clients', 'update:users');
    const two = await machine.identities.link(ANA, {
      provider: 'samlp',
      user_id: 'acme-corp|sam.taylor@acme.example',
    });
    expect(two.length).toBe(3);
    const left = await own.identities.delete(ANA, 'samlp', 'acme-corp|sam.taylor@acme.example');
    expect(left.length).toBe(2);
    expect(api.store.users.get(SAM_ACME)).toBeDefined();
  });

  it('reads the refusals as its own errors', async () => {
    const own = await client(LEO_GOOGLE, 'update:current_user_identities');
    await expectAsync(own.identities.delete(LEO_GOOGLE, 'google-oauth2', '118273645546372819104')).toBeRejectedWith(
      jasmine.objectContaining({
        statusCode: 400,
        body: jasmine.objectContaining({ message: 'Main identity cannot be removed.' }),
      }),
    );
  });
});
