import type { Hono } from 'hono';
import { z } from 'zod';
import {
  authenticationRoutes,
  callingClient,
  offersConnection,
  readBody,
  requireText,
  AuthenticationRefusal,
} from '../authentication/authentication-routes.ts';
import type { TenantClient } from '../model/tenant-client.ts';
import type { TenantConnection } from '../model/tenant-connection.ts';
import type { TenantUser } from '../model/tenant-user.ts';
import { requestFacts } from '../net/request-facts.ts';
import type { TenantContext } from '../context/tenant-context.ts';
import { sendPasswordReset } from './password-reset.ts';
import { signUp } from './sign-up.ts';

type Body = Readonly<Record<string, unknown>>;

/** Optional fields of a sign-up. */
const EXTRAS = z.object({
  username: z.string().trim().min(1).optional(),
  given_name: z.string().optional(),
  family_name: z.string().optional(),
  name: z.string().optional(),
  nickname: z.string().optional(),
  picture: z.url().optional(),
  user_metadata: z.record(z.string(), z.unknown()).optional(),
});

/** `/dbconnections/signup` and `/dbconnections/change_password`. Source: Auth0 Authentication API, "Signup" and after. */
export function databaseRoutes(context: TenantContext): Hono {
  const app = authenticationRoutes(context, '/dbconnections/*');
  app.post('/dbconnections/signup/challenge', (c) => c.json({ required: false }));
  app.post('/dbconnections/change_password/challenge', (c) => c.json({ required: false }));
  app.post('/dbconnections/signup', async (c) => {
    const body = await readBody(c);
    const client = callingClient(context, body);
    const connection = databaseConnection(context, client, body);
    const byOther = connection.options?.['attributes'] !== undefined;
    const email = byOther ? optionalText(body, 'email') : requireText(body, 'email');
    const phone = optionalText(body, 'phone_number');
    requireText(body, 'password');
    const extras = EXTRAS.safeParse(body);
    if (!extras.success) {
      const description = z.prettifyError(extras.error);
      throw new AuthenticationRefusal(400, {
        name: 'BadRequestError',
        code: 'invalid_signup',
        description,
        statusCode: 400,
      });
    }
    const { username, user_metadata: metadata, ...profile } = extras.data;
    const user = signUp(
      context,
      connection,
      {
        password: String(body['password']),
        ...(email === undefined ? {} : { email }),
        ...(phone === undefined ? {} : { phone_number: phone }),
        profile: Object.fromEntries(Object.entries(profile).filter(([, value]) => value !== undefined)),
        ...(username === undefined ? {} : { username }),
        ...(metadata === undefined ? {} : { user_metadata: metadata }),
      },
      { ...requestFacts(c), client_id: client.client_id },
    );
    return c.json(signedUp(user));
  });
  app.post('/dbconnections/change_password', async (c) => {
    const body = await readBody(c);
    const client = callingClient(context, body);
    const connection = databaseConnection(context, client, body);
    const email = requireText(body, 'email');
    sendPasswordReset(context, connection, email, { ...requestFacts(c), client_id: client.client_id });
    return c.text("We've just sent you an email to reset your password.");
  });
  return app;
}

function optionalText(body: Body, name: string): string | undefined {
  const value = body[name];
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
}

/** @throws AuthenticationRefusal 400 unless it is a database that the application offers */
function databaseConnection({ store }: TenantContext, client: TenantClient, body: Body): TenantConnection {
  const connection = store.connections.get(requireText(body, 'connection'));
  if (connection?.strategy === 'auth0' && offersConnection(client, connection)) return connection;
  throw new AuthenticationRefusal(400, { error: 'connection not found' });
}

function signedUp({ identities: [{ user_id: id, profileData }], user_metadata: metadata }: TenantUser): Body {
  return {
    _id: id,
    ...profileData,
    ...(Object.keys(metadata).length === 0 ? {} : { user_metadata: metadata }),
  };
}
