import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { auth, requiredScopes } from 'express-oauth2-jwt-bearer';

/** Audience of the API. */
export const ORDERS = 'https://orders.example/';

/** An API as Auth0's quickstart builds it, running. */
export interface ExpressApi {
  /** Asks for the orders. */
  orders(token?: string): Promise<{ readonly status: number; readonly challenge: string | null }>;
  /** Requests their deletion, with a token of a machine or a user with that scope. */
  deleteOrders(token: string): Promise<{ readonly status: number; readonly challenge: string | null }>;
  stop(): Promise<void>;
}

/** Starts an Express API that takes access tokens of an issuer. */
export async function startExpressApi(issuerBaseURL: string): Promise<ExpressApi> {
  const app = express();
  // Express prints what it refuses in every environment but this one.
  app.set('env', 'test');
  app.use(auth({ issuerBaseURL, audience: ORDERS, tokenSigningAlg: 'RS256' }));
  app.get('/orders', (_request, response) => {
    response.json([]);
  });
  app.delete('/orders', requiredScopes('delete:orders'), (_request, response) => {
    response.json([]);
  });
  const server = app.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/orders`;
  const sendRequest = async (method: string, token?: string) => {
    const headers: Record<string, string> = token === undefined ? {} : { authorization: `Bearer ${token}` };
    const apiResponse = await fetch(url, { method, headers });
    return { status: apiResponse.status, challenge: apiResponse.headers.get('www-authenticate') };
  };
  return {
    orders: (token) => sendRequest('GET', token),
    deleteOrders: (token) => sendRequest('DELETE', token),
    stop: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
