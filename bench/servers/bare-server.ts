/** The lower bound of the cached path: a route that only sends a response of a profile's size. */
import { Hono } from 'hono';
import { listenAsChild } from './listen-as-child.ts';

const { response } = JSON.parse(process.argv[2] ?? '{}') as { response: string };

const app = new Hono();
app.get('/v1/me', (c) => c.body(response, 200, { 'content-type': 'application/json' }));
listenAsChild(app);
