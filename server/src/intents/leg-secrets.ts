import type { LoginSecrets } from '../auth0/authorization-server.ts';

/** What is sealed in a leg; `state` comes back with the browser and is not kept. */
export interface LegSecrets extends Omit<LoginSecrets, 'state'> {
  /** Connection the sign-in was asked for. */
  readonly connection: string;
}
