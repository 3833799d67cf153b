import type { AuthService } from '@onefold/angular';
import type { ProfileResponse, StartedSession } from '@onefold/angular/session';

/** Milliseconds until a request without a response counts as lost. Changes of accounts wait for Auth0's rate limit. */
const TIMEOUT = 60_000;

/** A request to the linking server. */
export interface ServerRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Sent as JSON. */
  readonly body?: unknown;
  /** Default: `json`. */
  readonly responseType?: 'text' | undefined;
}

/** A successful response, with its parsed body. */
export interface ServerResponse {
  readonly headers: Headers;
  readonly body: unknown;
}

/** A response that cannot be used: its status is not 2xx, its body is not JSON, or none arrived (status 0). */
export class ResponseError extends Error {
  override readonly name = 'ResponseError';
  readonly status: number;
  readonly headers: Headers;
  /** The parsed body, its text if it is not JSON, or why no response arrived. */
  readonly body: unknown;

  constructor({ method, url }: ServerRequest, { status, headers }: Omit<ProfileResponse, 'url'>, body: unknown) {
    super(`${method} ${url}: ${status === 0 ? 'no response' : status}`);
    this.status = status;
    this.headers = headers;
    this.body = body;
  }
}

/**
 * Sends a request with the access token (RFC 6750 §2.1) and with the cookies of its origin. When the response is 401,
 * the token is renewed silently (one renewal, however many requests need it) and the request is sent once more. The
 * first request for the profile takes the response of `startSession()`, if there is one.
 *
 * Redirects are refused: they could carry the token to another server. By `fetch`, because `HttpClient` would be in the
 * first load of every application: esbuild splits by file, and `@angular/platform-browser` imports that file.
 *
 * @throws {ResponseError} If the response cannot be used.
 * @throws OnefoldError If no token is available.
 */
export async function sendAuthorized(
  {
    auth,
    started,
  }: { readonly auth: Pick<AuthService, 'accessToken'>; readonly started: Promise<StartedSession | null> },
  request: ServerRequest,
): Promise<ServerResponse> {
  const send = async (token: string) => {
    const early = request.method === 'GET' ? await (await started)?.takeProfile(request.url, token) : null;
    return parse(request, early ?? (await receive(request, token)));
  };
  const token = await auth.accessToken();
  try {
    return await send(token);
  } catch (error) {
    if (!(error instanceof ResponseError) || error.status !== 401 || wantsSignIn(error)) throw error;
    // Another request may have renewed it since.
    const current = await auth.accessToken();
    return send(current === token ? await auth.accessToken({ renew: true }) : current);
  }
}

/** Whether a 401 requires a more recent sign-in (RFC 9470 §3), so that renewing the token would not help. */
function wantsSignIn({ body }: ResponseError): boolean {
  return (body as { readonly code?: unknown } | null)?.code === 'insufficient_user_authentication';
}

async function receive(
  { method, url, headers, body }: ServerRequest,
  token: string,
): Promise<Omit<ProfileResponse, 'url'>> {
  try {
    const response = await fetch(url, {
      method,
      headers: {
        ...headers,
        Authorization: `Bearer ${token}`,
        ...(body !== undefined && { 'Content-Type': 'application/json' }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
      credentials: 'include',
      redirect: 'error',
      signal: AbortSignal.timeout(TIMEOUT),
    });
    return { status: response.status, headers: response.headers, body: await response.text() };
  } catch (error) {
    return { status: 0, headers: new Headers(), body: error };
  }
}

function parse(request: ServerRequest, response: Omit<ProfileResponse, 'url'>): ServerResponse {
  const { status, headers, body } = response;
  const succeeded = status >= 200 && status < 300;
  if (succeeded && (request.responseType === 'text' || body === ''))
    return { headers, body: body === '' ? null : body };
  try {
    const json: unknown = JSON.parse(body as string);
    if (succeeded) return { headers, body: json };
    throw new ResponseError(request, response, json);
  } catch (error) {
    // The page of a proxy, for example.
    throw error instanceof ResponseError ? error : new ResponseError(request, response, body === '' ? null : body);
  }
}
