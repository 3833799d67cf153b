import type { Management } from 'auth0';
import type { TenantLog } from '../model/tenant-log.ts';
import { blankAction } from './actions/action-body.ts';
import type { ShownClientGrant } from './clients/client-grant-routes.ts';
import { presentConnection, type ShownConnection } from './connections/connection-routes.ts';
import type { ShownDeviceCredential } from './sessions/device-credential-routes.ts';
import type { ShownKey } from './keys/signing-key-routes.ts';
import type { ShownJob } from './jobs/job-routes.ts';
import type { ShownOrganization, ShownOrganizationConnection } from './organizations/organization-resource.ts';
import type { ShownPermission } from './roles/permissions.ts';
import { presentAction, type ShownAction, type ShownBinding, type ShownVersion } from './actions/present-action.ts';
import type { AuthenticationMethod, ShownEnrollment } from './users/present-authentication-methods.ts';
import type { ShownClient } from './clients/present-client.ts';
import { presentOrganizationMember, type ShownMember, type ShownOrganizationMember } from './roles/present-member.ts';
import type { ShownUser } from './users/present-user.ts';
import type { ShownResourceServer } from './resource-servers/resource-server-routes.ts';
import { presentRole } from './roles/role-resource.ts';
import { SESSIONS, type ShownRefreshToken, type ShownSession } from './sessions/signed-in-kind.ts';
import type { ShownTrigger } from './actions/trigger-routes.ts';
import type { ShownBlocks } from './users/user-block-routes.ts';

/** A type as it appears on the wire: only its named properties, and none of them read-only. */
type Plain<Type> = Type extends readonly (infer Item)[]
  ? Plain<Item>[]
  : Type extends object
    ? { -readonly [Property in keyof Type as string extends Property ? never : Property]: Plain<Type[Property]> }
    : Type;

type User = Plain<ShownUser>;
/** The SDK lists the providers that Auth0 has; those of a tenant here may be called anything. */
type Identity = Omit<User['identities'][number], 'provider'>;

/** The tenant's responses with the SDK's types: a response that no longer fits does not compile. */
interface ResponseTypes {
  user: [Omit<User, 'identities'> & { identities: Identity[] }, Management.UserResponseSchema];
  client: [Plain<ShownClient>, Management.Client];
  clientGrant: [Plain<ShownClientGrant>, Management.ClientGrantResponseContent];
  connection: [Plain<ShownConnection>, Management.ConnectionForList];
  resourceServer: [Plain<ShownResourceServer>, Management.ResourceServer];
  role: [Plain<ReturnType<typeof presentRole>>, Management.Role];
  organization: [Plain<ShownOrganization>, Management.Organization];
  // Auth0's response also has `_id`, which the SDK leaves out.
  log: [Omit<Plain<TenantLog>, '_id'>, Management.Log];
  action: [Plain<ShownAction>, Management.Action];
  actionVersion: [Plain<ShownVersion>, Management.ActionVersion];
  actionBinding: [Plain<ShownBinding>, Management.ActionBinding];
  actionTrigger: [Plain<ShownTrigger>, Management.ActionTrigger];
  session: [Plain<ShownSession>, Management.SessionResponseContent];
  refreshToken: [Plain<ShownRefreshToken>, Management.RefreshTokenResponseContent];
  deviceCredential: [Plain<ShownDeviceCredential>, Management.DeviceCredential];
  roleUser: [Plain<ShownMember>, Management.RoleUser];
  organizationMember: [Plain<ShownOrganizationMember>, Management.OrganizationMember];
  organizationConnection: [Plain<ShownOrganizationConnection>, Management.OrganizationAllConnectionPost];
  permission: [Plain<ShownPermission>, Management.PermissionsResponsePayload & Management.UserPermissionSchema];
  authenticationMethod: [Plain<AuthenticationMethod>, Management.UserAuthenticationMethod];
  enrollment: [Plain<ShownEnrollment>, Management.UsersEnrollment];
  userBlocks: [Plain<ShownBlocks>, Management.ListUserBlocksResponseContent];
  job: [Plain<ShownJob>, Management.GetJobResponseContent];
  signingKey: [Plain<ShownKey>, Management.SigningKeys];
}

/** Names in a response that the SDK's type lacks. Many SDK types accept any name, so assignability alone proves little. */
type Unknown<Kind extends keyof ResponseTypes> = Exclude<
  keyof ResponseTypes[Kind][0],
  keyof Plain<ResponseTypes[Kind][1]>
>;

/** A name that the SDK lacks must be listed here; otherwise this does not compile. */
const UNKNOWN_NAMES: {
  readonly [Kind in keyof ResponseTypes as [Unknown<Kind>] extends [never] ? never : Kind]: Unknown<Kind>;
} = {
  // Recorded, though neither the SDK nor the description has them any more.
  connection: 'enabled_clients',
  action: 'current_version',
};

/** Reads a response as the SDK does. */
type Reader<Kind extends keyof ResponseTypes> = (response: ResponseTypes[Kind][0]) => ResponseTypes[Kind][1];

const READERS: { readonly [Kind in keyof ResponseTypes]: Reader<Kind> } = {
  user: (response) => response,
  client: (response) => response,
  clientGrant: (response) => response,
  connection: (response) => response,
  resourceServer: (response) => response,
  role: (response) => response,
  organization: (response) => response,
  log: (response) => response,
  action: (response) => response,
  actionVersion: (response) => response,
  actionBinding: (response) => response,
  actionTrigger: (response) => response,
  session: (response) => response,
  refreshToken: (response) => response,
  deviceCredential: (response) => response,
  roleUser: (response) => response,
  organizationMember: (response) => response,
  organizationConnection: (response) => response,
  permission: (response) => response,
  authenticationMethod: (response) => response,
  enrollment: (response) => response,
  userBlocks: (response) => response,
  job: (response) => response,
  signingKey: (response) => response,
};

describe("Responses read with the auth0 SDK's types", () => {
  it('have only names that the SDK has, or that were recorded', () => {
    expect(UNKNOWN_NAMES).toEqual({ connection: 'enabled_clients', action: 'current_version' });
  });

  it('keep their values', () => {
    expect(READERS.role({ ...presentRole({ name: 'Seller' }) }).name).toBe('Seller');
    const action = presentAction(blankAction('1', 'Add claim', '2026-01-01T00:00:00.000Z'));
    expect(READERS.action(action as Plain<ShownAction>).supported_triggers?.[0]?.id).toBe('post-login');
    const database = { id: 'con_1', name: 'db', display_name: 'Db', strategy: 'auth0', isSocial: false };
    expect(
      READERS.connection(
        presentConnection({ clients: { list: () => [] } as never }, database) as Plain<ShownConnection>,
      ).realms,
    ).toEqual(['db']);
    const session = SESSIONS.present({ id: '1', payload: { uid: 'a', accountId: 'b' } }, null);
    expect(READERS.session(session).user_id).toBe('b');
    const member = presentOrganizationMember({ user_id: 'b', identities: [] } as never, [{ name: 'Seller' }]);
    expect(READERS.organizationMember(member as Plain<ShownOrganizationMember>).roles?.[0]?.name).toBe('Seller');
  });
});
