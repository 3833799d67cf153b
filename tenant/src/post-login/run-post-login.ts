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

/** Requests of a login's Actions besides claims. */
export interface PostLoginOutcome {
  /** A further factor. */
  readonly multifactor?: MultifactorRequest;
  /** Where the user is sent before the login continues. */
  readonly redirect?: string;
  /** The account to sign in in place of this one. */
  readonly primaryUser?: string;
}

/** A login that continues after an Action sent the user elsewhere. */
export interface ContinuedLogin {
  /** The grant of the first part. */
  readonly grantId: string;
  readonly query: Readonly<Record<string, unknown>>;
  readonly body: Readonly<Record<string, unknown>>;
}

/**
 * Runs the bound Actions and then the one of this process, and keeps the claims they added until the tokens are issued.
 * An Action that fails, or takes too long, ends the login as one that denies does. One that redirects suspends the rest; the
 * login continues with its `onContinuePostLogin`.
 * @throws errors.AccessDenied if an Action denied or failed
 */
export async function runPostLogin(
  context: TenantContext,
  issue: TokenIssue,
  continued?: ContinuedLogin,
): Promise<PostLoginOutcome> {
  const actions = boundActions(context.store);
  if (context.postLogin === undefined && actions.length === 0) return {};
  const loginEvent = postLoginEvent(context, issue);
  if (loginEvent === undefined) return {};
  const event =
    continued === undefined
      ? loginEvent
      : { ...loginEvent, request: { ...loginEvent.request, query: continued.query, body: continued.body } };
  const effects = createPostLoginEffects(continued && actionClaims(context, continued.grantId));
  const start = continued === undefined ? 0 : suspendedAt(context, continued.grantId);
  const run = await runBound(context, actions.slice(start), event, effects, continued !== undefined);
  const redirect = effects.redirect();
  const failure = run.failure ?? (redirect === undefined ? await runInThisProcess(context, event, effects) : undefined);
  writeMetadata(context, issue.accountId, effects);
  const refusal = failure ?? effects.denied() ?? wrongPrimaryUser(context, issue, effects);
  if (refusal !== undefined) throw new errors.AccessDenied(refusal);
  const { grantId, accountId } = issue;
  const { store, clock } = context;
  const kept = {
    grantId,
    accountId,
    ...effects.claims(),
    ...(redirect === undefined ? {} : { index: start + run.index }),
  };
  store.payloads.upsert(MODEL, grantId, kept, clock.now() + KEPT_SECONDS * 1000);
  if (redirect !== undefined) return { redirect };
  const [multifactor, primaryUser] = [effects.multifactor(), effects.primaryUser()];
  return {
    ...(multifactor === undefined ? {} : { multifactor }),
    ...(primaryUser === undefined || primaryUser === accountId ? {} : { primaryUser }),
  };
}

/** The place of the Action that sent the user elsewhere. */
function suspendedAt({ store }: TenantContext, grantId: string): number {
  return Number(store.payloads.find(MODEL, grantId)?.payload['index'] ?? 0);
}

/**
 * The identity that signed in must be among those of the new primary user, once all Actions have run: some set the user
 * before they link. Source: Auth0, "Link User Accounts" by Actions.
 */
function wrongPrimaryUser(
  { store }: TenantContext,
  { accountId }: TokenIssue,
  effects: PostLoginEffects,
): string | undefined {
  const primary = effects.primaryUser();
  if (primary === undefined || primary === accountId || effects.redirect() !== undefined) return undefined;
  const bar = accountId.indexOf('|');
  const owner = store.users.findByIdentity(accountId.slice(0, bar), accountId.slice(bar + 1));
  return owner?.user_id === primary ? undefined : 'The identity is not linked to the primary user.';
}

/** The Actions' claims for the tokens of a grant. */
export function actionClaims({ store }: TenantContext, grantId: string | undefined): ActionClaims {
  const kept = grantId === undefined ? undefined : store.payloads.find(MODEL, grantId)?.payload;
  const { accessToken = {}, idToken = {} } = (kept as Partial<ActionClaims> | undefined) ?? {};
  return { accessToken, idToken };
}

/** Copies the claims that the Actions added for one grant to another grant of the same login. */
export function moveClaims(context: TenantContext, from: string, to: Pick<TokenIssue, 'grantId' | 'accountId'>): void {
  const until = context.clock.now() + KEPT_SECONDS * 1000;
  context.store.payloads.upsert(MODEL, to.grantId, { ...to, ...actionClaims(context, from) }, until);
}

/** Runs Actions one after the other until one fails, denies or redirects. */
async function runBound(
  { actions: runner, activity }: TenantContext,
  actions: readonly BoundAction[],
  event: PostLoginEvent,
  effects: PostLoginEffects,
  continues: boolean,
): Promise<{ readonly index: number; readonly failure?: string }> {
  let left = runner.limit;
  for (const [index, { name, version }] of actions.entries()) {
    const secrets = Object.fromEntries(version.secrets.map((secret) => [secret.name, secret.value]));
    const handler = continues && index === 0 ? 'onContinuePostLogin' : 'onExecutePostLogin';
    const task = { name, code: version.code, handler, event: JSON.stringify({ ...event, secrets }) } as const;
    const { calls, printed, failure, durationMs } = await runner.run(task, left);
    left = Math.max(0, left - durationMs);
    for (const line of printed) activity.record('action', `${name}: ${line}`, event.user.user_id);
    const reason = failure ?? failureOf(() => calls.forEach((call) => makeCall(effects, call)));
    if (reason !== undefined) {
      activity.record('action', `${name} failed: ${reason}`, event.user.user_id);
      return { index, failure: reason };
    }
    if (effects.denied() !== undefined || effects.redirect() !== undefined) return { index };
  }
  return { index: actions.length };
}

/** The message of what a call threw, which is the Action's mistake. */
function failureOf(work: () => void): string | undefined {
  try {
    work();
    return undefined;
  } catch (error) {
    // As in the Action itself, the message is what the application reads.
    return error instanceof Error ? error.message : String(error);
  }
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
  // Actions take time: the user may have been deleted meanwhile.
  if (Object.keys(user).length + Object.keys(app).length === 0 || store.users.get(userId) === undefined) return;
  store.users.patch(userId, { user_metadata: user, app_metadata: app });
}
