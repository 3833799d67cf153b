import type { Auth0User } from '../auth0/management.ts';
import type { ServerConfig } from '../configuration/server-config.ts';
import { endSessionsStep } from './end-sessions-step.ts';
import type { MetadataChange } from './merge-plan.ts';
import { metadataStep, type Step } from './step.ts';

/**
 * The calls that put all identities of one account into another. Metadata first, because Auth0 may refuse them; the
 * absorbed account's sessions end before its main identity moves, because afterwards Auth0 knows nobody to ask for.
 * Auth0 does not promise to link an account that has linked identities itself, so those go one by one, the last first:
 * taken back in reverse, they come home in the order they had.
 */
export function absorbSteps(
  into: Auth0User,
  absorbed: Auth0User,
  merge: MetadataChange,
  config: Pick<ServerConfig, 'endSessions'>,
): readonly Step[] {
  const [main, ...secondaries] = absorbed.identities;
  const account = into.user_id;
  return [
    ...metadataStep(account, 'user_metadata', merge, false),
    ...endSessionsStep(config, absorbed.user_id),
    ...secondaries.reverse().flatMap((identity): Step[] => [
      { do: 'unlink', account: absorbed.user_id, identity: refOf(identity) },
      { do: 'link', account, identity: refOf(identity), lost: { user_metadata: {}, app_metadata: {} } },
    ]),
    {
      do: 'link',
      account,
      identity: refOf(main),
      lost: { user_metadata: absorbed.user_metadata, app_metadata: absorbed.app_metadata },
    },
  ];
}

function refOf({ provider, user_id }: { provider: string; user_id: string }): { provider: string; user_id: string } {
  return { provider, user_id };
}
