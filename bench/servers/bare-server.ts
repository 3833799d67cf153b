/** The floor of the cached path: a route that does nothing but answer as much as a profile is. */
import { Hono } from 'hono';
import { listenAsChild } from './listen-as-child.ts';

const { answer } = JSON.parse(process.argv[2] ?? '{}') as { answer: string };

const app = new Hono();
app.get('/v1/me', (c) => c.body(answer, 200, { 'content-type': 'application/json' }));
listenAsChild(app);
