import { createRemoteJWKSet, jwtVerify } from 'jose';
import { LoginPage } from '../pages/login.page.ts';
import { ANA } from '../support/people.ts';
import { expect, test } from './support/client-test.ts';

const ORDERS = 'https://orders.example/';

test('The HTTP interceptor sends an API a token that the API can verify', async ({ client, page, tenant }) => {
  tenant.control.seed({
    resource_servers: [{ identifier: ORDERS, name: 'Orders', scopes: [{ value: 'read:orders' }] }],
  });
  const authorizationParams = { audience: ORDERS, scope: 'openid read:orders delete:orders' };
  await client.open({ authorizationParams, httpInterceptor: { allowedList: ['/api/*'] } });
  await client.pressAndLeave('Log in');
  await new LoginPage(page).logIn(ANA.email);
  await client.shown();
  const { sent } = await client.press('Call the API');
  const keys = createRemoteJWKSet(new URL(`${tenant.issuer}.well-known/jwks.json`));
  const token = (sent ?? '').replace(/^Bearer /, '');
  const { payload } = await jwtVerify(token, keys, { issuer: tenant.issuer, audience: ORDERS });
  // The strict tenant omits delete:orders, which the API does not have.
  expect(payload).toMatchObject({ sub: ANA.userId, scope: 'openid read:orders' });
});
