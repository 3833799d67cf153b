import type { Management } from 'auth0';
import type { TenantLog } from '../model/tenant-log.ts';
import { blankAction } from './action-body.ts';
import type { ShownClientGrant } from './client-grant-routes.ts';
import { presentConnection, type ShownConnection } from './connection-routes.ts';
import type { ShownOrganization } from './organization-lookup.ts';
import { presentAction, type ShownAction, type ShownBinding, type ShownVersion } from './present-action.ts';
import type { ShownClient } from './present-client.ts';
import type { ShownUser } from './present-user.ts';
import type { ShownResourceServer } from './resource-server-routes.ts';
import { presentRole } from './role-lookup.ts';

/** What is left of a type on the wire, where nothing is read-only; only the properties that have a name. */
type Plain<Type> = Type extends readonly (infer Item)[]
  ? Plain<Item>[]
  : Type extends object
    ? { -readonly [Property in keyof Type as string extends Property ? never : Property]: Plain<Type[Property]> }
    : Type;

type User = Plain<ShownUser>;
/** The SDK lists the providers that Auth0 has; those of a tenant here may be called anything. */
type Identity = Omit<User['identities'][number], 'provider'>;

/** What the tenant answers and what the SDK reads it as: an answer that no longer fits does not compile. */
interface Answers {
  user: [Omit<User, 'identities'> & { identities: Identity[] }, Management.UserResponseSchema];
  client: [Plain<ShownClient>, Management.Client];
  clientGrant: [Plain<ShownClientGrant>, Management.ClientGrantResponseContent];
  connection: [Plain<ShownConnection>, Management.ConnectionForList];
  resourceServer: [Plain<ShownResourceServer>, Management.ResourceServer];
  role: [Plain<ReturnType<typeof presentRole>>, Management.Role];
  organization: [Plain<ShownOrganization>, Management.Organization];
  log: [Plain<TenantLog>, Management.Log];
  action: [Plain<ShownAction>, Management.Action];
  actionVersion: [Plain<ShownVersion>, Management.ActionVersion];
  actionBinding: [Plain<ShownBinding>, Management.ActionBinding];
}

/** Reads an answer as the SDK does. */
type Reader<Kind extends keyof Answers> = (answer: Answers[Kind][0]) => Answers[Kind][1];

const READERS: { readonly [Kind in keyof Answers]: Reader<Kind> } = {
  user: (answer) => answer,
  client: (answer) => answer,
  clientGrant: (answer) => answer,
  connection: (answer) => answer,
  resourceServer: (answer) => answer,
  role: (answer) => answer,
  organization: (answer) => answer,
  log: (answer) => answer,
  action: (answer) => answer,
  actionVersion: (answer) => answer,
  actionBinding: (answer) => answer,
};

describe("Answers read with the auth0 SDK's types", () => {
  it('keep what they say', () => {
    expect(READERS.role({ ...presentRole({ name: 'Seller' }) }).name).toBe('Seller');
    const action = presentAction(blankAction('1', 'Add claim', '2026-01-01T00:00:00.000Z'));
    expect(READERS.action(action as Plain<ShownAction>).supported_triggers?.[0]?.id).toBe('post-login');
    const database = { id: 'con_1', name: 'db', display_name: 'Db', strategy: 'auth0', isSocial: false };
    expect(READERS.connection(presentConnection(database) as Plain<ShownConnection>).realms).toEqual(['db']);
  });
});
