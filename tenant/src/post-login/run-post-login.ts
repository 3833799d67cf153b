import { errors } from 'oidc-provider';
import type { TenantContext } from '../context/tenant-context.ts';
import { boundActions, type BoundAction } from '../actions/deploy-action.ts';
import { makeCall } from '../actions/action-call.ts';
import { createPostLoginEffects, type ActionClaims, type PostLoginEffects } from '../actions/post-login-effects.ts';
import { postLoginEvent } from './post-login-event.ts';
import type { MultifactorRequest, PostLoginEvent } from '../actions/post-login.ts';
import type { TokenIssue } from './token-issue.ts';

const MODEL = 'PostLogin';
const KEPT_SECONDS = 2_592_000;

/**
 * Runs the bound Actions and then the one of this process, and keeps the claims they added until the tokens are made.
 * An Action that fails, or takes too long, ends the login as one that denies does.
 * @returns The further factor they ask for.
 * @throws errors.AccessDenied where an Action denied or failed
 */
export async function runPostLogin(context: TenantContext, issue: TokenIssue): Promise<MultifactorRequest | undefined> {
  const actions = boundActions(context.store);
  if (context.postLogin === undefined && actions.length === 0) return undefined;
  const event = postLoginEvent(context, issue);
  if (event === undefined) return undefined;
  const effects = createPostLoginEffects();
  const failure =
    (await runBound(context, actions, event, effects)) ?? (await runInThisProcess(context, event, effects));
  writeMetadata(context, issue.accountId, effects);
  const refusal = failure ?? effects.denied();
  if (refusal !== undefined) throw new errors.AccessDenied(refusal);
  const { grantId, accountId } = issue;
  const { store, clock } = context;
  store.payloads.upsert(MODEL, grantId, { grantId, accountId, ...effects.claims() }, clock.now() + KEPT_SECONDS * 1000);
  return effects.multifactor();
}

/** What the Actions added for the tokens of a grant. */
export function actionClaims({ store }: TenantContext, grantId: string | undefined): ActionClaims {
  const kept = grantId === undefined ? undefined : store.payloads.find(MODEL, grantId)?.payload;
  const { accessToken = {}, idToken = {} } = (kept as Partial<ActionClaims> | undefined) ?? {};
  return { accessToken, idToken };
}

/** Gives what the Actions added for one grant to another, of the same login. */
export function carryClaims(context: TenantContext, from: string, to: Pick<TokenIssue, 'grantId' | 'accountId'>): void {
  const until = context.clock.now() + KEPT_SECONDS * 1000;
  context.store.payloads.upsert(MODEL, to.grantId, { ...to, ...actionClaims(context, from) }, until);
}

/** Runs Actions one after the other until one fails or denies. Returns why one failed. */
async function runBound(
  { actions: runner, activity }: TenantContext,
  actions: readonly BoundAction[],
  event: PostLoginEvent,
  effects: PostLoginEffects,
): Promise<string | undefined> {
  let left = runner.limit;
  for (const { name, version } of actions) {
    const secrets = Object.fromEntries(version.secrets.map((secret) => [secret.name, secret.value]));
    const task = { name, code: version.code, event: JSON.stringify({ ...event, secrets }) };
    const { calls, printed, failure, took } = await runner.run(task, left);
    left = Math.max(0, left - took);
    for (const line of printed) activity.record('action', `${name}: ${line}`, event.user.user_id);
    if (failure !== undefined) {
      activity.record('action', `${name} failed: ${failure}`, event.user.user_id);
      return failure;
    }
    for (const call of calls) makeCall(effects.api, call);
    if (effects.denied() !== undefined) return undefined;
  }
  return undefined;
}

async function runInThisProcess(
  { postLogin, activity }: TenantContext,
  event: PostLoginEvent,
  effects: PostLoginEffects,
): Promise<string | undefined> {
  if (effects.denied() !== undefined) return undefined;
  try {
    await postLogin?.(event, effects.api);
    return undefined;
  } catch (error) {
    // As on Auth0, what an Action throws is what the application reads.
    const failure = error instanceof Error ? error.message : String(error);
    activity.record('action', `postLogin failed: ${failure}`, event.user.user_id);
    return failure;
  }
}

function writeMetadata({ store }: TenantContext, userId: string, effects: PostLoginEffects): void {
  const { user, app } = effects.metadata();
  // Actions take time: the user may be gone by now.
  if (Object.keys(user).length + Object.keys(app).length === 0 || store.users.get(userId) === undefined) return;
  store.users.patch(userId, { user_metadata: user, app_metadata: app });
}
