import { isDeepStrictEqual } from 'node:util';
import { ManagementError, type Auth0Identity, type Auth0User, type Management } from '../../auth0/management.ts';
import { isSameIdentity, userIdOf } from '../../auth0/user-id.ts';
import type { LinkStep, MetadataStep, MetadataValues, Step } from './step.ts';

/** Attempts per step before it counts as failed: a lost response or a short outage must not revert everything. */
const MAX_ATTEMPTS = 3;

/**
 * `done`, with the identities of the account if the call returned them. `failed`: Auth0's response or state shows that the step
 * has not happened. `unknown`: it may have happened, and the state cannot be read.
 */
export type StepResult =
  | { readonly done: true; readonly identities?: readonly Auth0Identity[] }
  | { readonly failed: ManagementError }
  | { readonly unknown: ManagementError };

/** State of a step at Auth0. `changed`: an account to absorb differs from the one that the plan saved. */
type StepState = 'done' | 'open' | 'changed';

/**
 * Makes the call of a step until it is known whether the step has happened. A refusal or a missing token or scope is conclusive
 * only while every earlier attempt was answered; otherwise only Auth0's state is.
 *
 * @param mayBeDone Whether an earlier attempt may have happened, such as that of a process that was killed.
 * @param since When the operation began, epoch milliseconds: an account that signed in later is used independently.
 */
export async function performStep(
  step: Step,
  mayBeDone: boolean,
  since: number,
  management: Management,
): Promise<StepResult> {
  let [mustRead, hasUnansweredAttempt] = [mayBeDone, mayBeDone];
  let failure: ManagementError | undefined;
  for (let attempt = 0; ; attempt++) {
    if (mustRead) {
      const state = await attempted(() => readStepState(step, since, management));
      if (state === 'done') return { done: true };
      if (state instanceof ManagementError) {
        // Every attempt was answered, so the refusal before this read is conclusive.
        if (!hasUnansweredAttempt) return { failed: failure ?? state };
        if (state.kind === 'misconfigured' || attempt >= MAX_ATTEMPTS) return { unknown: state };
        continue;
      }
      if (state === 'changed') return { failed: new ManagementError('refused', CHANGED, { errorCode: CHANGED }) };
      if (failure !== undefined && (failure.kind === 'refused' || attempt >= MAX_ATTEMPTS)) return { failed: failure };
    }
    const error = await attempted(() => callOf(step, management));
    if (!(error instanceof ManagementError))
      return { done: true, ...(error === undefined ? {} : { identities: error }) };
    // A request without a response may still reach Auth0 after this read found no effect.
    if (error.kind === 'misconfigured') return hasUnansweredAttempt ? { unknown: error } : { failed: error };
    failure = error;
    mustRead = true;
    hasUnansweredAttempt ||= error.kind === 'unavailable';
  }
}

/** `errorCode` of a step that would absorb an account that is used independently. */
export const CHANGED = 'account_changed';

/** Returns the error of Auth0's response instead of throwing it. Any other error is a defect of this server. */
async function attempted<T>(work: () => Promise<T>): Promise<T | ManagementError> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof ManagementError)) throw error;
    return error;
  }
}

async function callOf(step: Step, management: Management): Promise<readonly Auth0Identity[] | undefined> {
  switch (step.do) {
    case 'metadata': {
      const values = await valuesToSet(step, management);
      // To Auth0, an empty object means: erase everything.
      if (Object.keys(values).length > 0) await management.updateMetadata(step.account, { [step.in]: values });
      return undefined;
    }
    case 'end-sessions':
      await management.endSessions(step.account, step.except);
      return undefined;
    case 'unlink':
      return await management.unlink(step.account, step.identity);
    case 'link':
      return await management.link(step.account, step.identity);
  }
}

async function readStepState(step: Step, since: number, management: Management): Promise<StepState> {
  if (await isDone(step, management)) return 'done';
  if (step.do !== 'link') return 'open';
  const user = await management.getUser(userIdOf(step.identity));
  return user === null || isUnchangedSincePlan(user, step, since) ? 'open' : 'changed';
}

/**
 * Whether Auth0's state already is the result of the step. Ended sessions leave no trace, so that step never counts as done and
 * is repeated.
 *
 * @throws {ManagementError}
 */
export async function isDone(step: Step, management: Management): Promise<boolean> {
  if (step.do === 'end-sessions') return false;
  const user = await management.getUser(step.account);
  if (step.do === 'metadata') return user !== null && Object.keys(missing(step, user)).length === 0;
  const isLinked = user?.identities.some((identity) => isSameIdentity(identity, step.identity)) ?? false;
  return step.do === 'link' ? isLinked : user !== null && !isLinked;
}

/** Whether the plan has saved everything that linking discards, and the account had no sign-in since. */
function isUnchangedSincePlan(
  { identities, user_metadata, app_metadata, last_login }: Auth0User,
  { lost }: LinkStep,
  since: number,
): boolean {
  return (
    identities.length === 1 &&
    isDeepStrictEqual(user_metadata, lost.user_metadata) &&
    isDeepStrictEqual(app_metadata, lost.app_metadata) &&
    !(last_login !== undefined && Date.parse(last_login) > since)
  );
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
