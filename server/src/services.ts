import type { Logger } from 'pino';
import { type AccountChanges, createAccountChanges } from './accounts/account-changes.ts';
import { type AccessTokenVerifier, createAccessTokenVerifier } from './auth0/access-token-verifier.ts';
import { type AuthorizationServer, createAuthorizationServer } from './auth0/authorization-server.ts';
import type { ManagementObserver } from './auth0/call-queue.ts';
import { checkConnections, checkTenant } from './auth0/check-tenant.ts';
import { createManagement } from './auth0/create-management.ts';
import { type RecentSignIns, createRecentSignIns } from './auth0/recent-sign-ins.ts';
import { type MachineToken, createMachineToken } from './auth0/machine-token.ts';
import type { Management } from './auth0/management.ts';
import { type TenantStatus, createTenantStatus } from './auth0/tenant-status.ts';
import type { ServerConfig } from './configuration/server-config.ts';
import type { EventRecorder } from './history/account-event.ts';
import { createEventRecorder } from './history/event-recorder.ts';
import type { Clock } from './platform/clock.ts';
import { Sealer } from './platform/sealer.ts';
import { type ProfileView, createProfileView } from './profile/profile-view.ts';
import type { Store } from './store/store.ts';
import { type Suggestions, createSuggestions } from './suggestions/suggestions.ts';

/** The parts of a running server; each route declares those it uses. */
export interface Services {
  readonly config: ServerConfig;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly store: Store;
  readonly sealer: Sealer;
  readonly machineToken: MachineToken;
  readonly management: Management;
  readonly authorizationServer: AuthorizationServer;
  readonly tokens: AccessTokenVerifier;
  readonly events: EventRecorder;
  readonly recentSignIns: RecentSignIns;
  readonly tenant: TenantStatus;
  readonly changes: AccountChanges;
  readonly suggestions: Suggestions;
  readonly profile: ProfileView;
}

/** Creates the parts of a server with their dependencies. */
export function createServices(
  base: { readonly config: ServerConfig; readonly clock: Clock; readonly logger: Logger; readonly store: Store },
  observer: ManagementObserver = {},
): Services {
  const withSealer = { ...base, sealer: new Sealer(base.config.sealingKeys) };
  const machineToken = createMachineToken(withSealer);
  const management = createManagement({ ...withSealer, machineToken }, observer);
  const withManagement = { ...withSealer, machineToken, management };
  const withTenant = {
    ...withManagement,
    tenant: createTenantStatus(
      { tenant: () => checkTenant(withManagement), connections: () => checkConnections(withManagement) },
      base,
    ),
    authorizationServer: createAuthorizationServer(withSealer),
    tokens: createAccessTokenVerifier(withSealer),
    events: createEventRecorder(withSealer),
    recentSignIns: createRecentSignIns(withSealer),
  };
  const withChanges = {
    ...withTenant,
    changes: createAccountChanges(withTenant),
    suggestions: createSuggestions(withTenant),
  };
  return { ...withChanges, profile: createProfileView(withChanges) };
}
