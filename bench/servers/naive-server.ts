/** The obvious implementation: verify the token, read the user from Auth0, respond. One call per view, no queue. */
import { Hono } from 'hono';
import { createRemoteJWKSet, jwtVerify } from 'jose';
import { listenAsChild } from './listen-as-child.ts';

const { issuer, audience, machineToken } = JSON.parse(process.argv[2] ?? '{}') as Record<string, string>;
const keys = createRemoteJWKSet(new URL('.well-known/jwks.json', issuer));

const app = new Hono();

app.get('/v1/me', async (c) => {
  const bearer = (c.req.header('authorization') ?? '').slice('Bearer '.length);
  const { payload } = await jwtVerify(bearer, keys, { issuer: issuer ?? '', audience: audience ?? '' });
  const response = await fetch(`${issuer}api/v2/users/${encodeURIComponent(payload.sub ?? '')}`, {
    headers: { authorization: `Bearer ${machineToken}` },
  });
  return c.body(await response.text(), response.ok ? 200 : 503, { 'content-type': 'application/json' });
});
listenAsChild(app);
