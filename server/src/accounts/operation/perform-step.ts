import { isDeepStrictEqual } from 'node:util';
import type { Auth0User, Management } from '../../auth0/management.ts';
import { isSameIdentity } from '../../auth0/user-id.ts';
import type { MetadataValues, MetadataStep, Step } from './step.ts';

/** Makes the call of a step. @throws {ManagementError} */
export async function callOf(step: Step, management: Management): Promise<void> {
  switch (step.do) {
    case 'metadata':
      await management.updateMetadata(step.account, { [step.in]: await valuesToSet(step, management) });
      return;
    case 'end-sessions':
      await management.endSessions(step.account, step.except);
      return;
    case 'unlink':
      await management.unlink(step.account, step.identity);
      return;
    case 'link':
      await management.link(step.account, step.identity);
      return;
  }
}

/**
 * Whether Auth0's real state is already what the step leads to. Ended sessions leave no trace: that step is never known to be
 * done and is repeated.
 *
 * @throws {ManagementError}
 */
export async function isDone(step: Step, management: Management): Promise<boolean> {
  if (step.do === 'end-sessions') return false;
  const user = await management.getUser(step.account);
  if (step.do === 'metadata') return user !== null && Object.keys(missing(step, user)).length === 0;
  const has = user?.identities.some((identity) => isSameIdentity(identity, step.identity)) ?? false;
  return step.do === 'link' ? has : user !== null && !has;
}

async function valuesToSet(step: MetadataStep, management: Management): Promise<MetadataValues> {
  if (!step.respectful) return step.change.set;
  const user = await management.getUser(step.account);
  return user === null ? step.change.set : missing(step, user);
}

/** The values a step still has to set. */
function missing({ change, respectful, in: where }: MetadataStep, user: Auth0User): MetadataValues {
  const value = (key: string): unknown => (Object.hasOwn(user[where], key) ? (user[where][key] ?? null) : null);
  return Object.fromEntries(
    Object.entries(change.set).filter(
      ([key, wanted]) =>
        !isDeepStrictEqual(value(key), wanted) &&
        (!respectful || isDeepStrictEqual(value(key), change.before[key] ?? null)),
    ),
  );
}
