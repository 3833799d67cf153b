import { STATUS_CODES } from 'node:http';

/** Error statuses of the Management API. */
export type ApiErrorStatus = 400 | 401 | 403 | 404 | 409 | 413 | 429 | 500;

/** The body of every refusal. Source: Auth0, "Management API v2 error format". */
export interface ApiErrorBody {
  readonly statusCode: number;
  readonly error: string;
  readonly message: string;
  /** Absent where Auth0 sends none. */
  readonly errorCode?: string;
}

/** A refusal with Auth0's status, message and error code. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly status: ApiErrorStatus;
  readonly errorCode: string | undefined;

  constructor(status: ApiErrorStatus, errorCode: string | undefined, message: string, options?: ErrorOptions) {
    super(message, options);
    this.status = status;
    this.errorCode = errorCode;
  }
}

/** Shapes an error body as Auth0 does. */
export function apiErrorBody(status: number, errorCode: string | undefined, message: string): ApiErrorBody {
  const body = { statusCode: status, error: STATUS_CODES[status] ?? 'Error', message };
  return errorCode === undefined ? body : { ...body, errorCode };
}

/** Refusals used by more than one operation. Texts and statuses: Auth0 Management API contract. */

/** 400: the body breaks the schema. */
export function invalidBody(reason: string): ApiError {
  return new ApiError(400, 'invalid_body', `Payload validation error: '${reason}'.`);
}

/** 400: the query string breaks the schema. */
export function invalidQuery(reason: string): ApiError {
  return new ApiError(400, 'invalid_query_string', `Query validation error: '${reason}'.`);
}

/** 400: the path breaks the schema. */
export function invalidUri(reason: string): ApiError {
  return new ApiError(400, 'invalid_uri', `Path validation error: '${reason}'.`);
}

/** 404: no such user. */
export function userNotFound(): ApiError {
  return new ApiError(404, 'inexistent_user', 'The user does not exist.');
}

/** 403: a token for one's own account was used on another. */
export function unownedResource(): ApiError {
  return new ApiError(403, 'unowned_resource', 'User to be acted on does not match subject in bearer token.');
}
