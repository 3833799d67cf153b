import { STATUS_CODES } from 'node:http';

/** Statuses the Management API answers with. */
export type ApiErrorStatus = 400 | 401 | 403 | 404 | 409 | 413 | 429 | 500;

/** The body of every refusal. Source: Auth0, "Management API v2 error format". */
export interface ApiErrorBody {
  readonly statusCode: number;
  readonly error: string;
  readonly message: string;
  readonly errorCode: string;
}

/** A refusal with Auth0's status, message and error code. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly status: ApiErrorStatus;
  readonly errorCode: string;

  constructor(status: ApiErrorStatus, errorCode: string, message: string, options?: ErrorOptions) {
    super(message, options);
    this.status = status;
    this.errorCode = errorCode;
  }
}

/** Shapes an error body as Auth0 does. */
export function apiErrorBody(status: number, errorCode: string, message: string): ApiErrorBody {
  return { statusCode: status, error: STATUS_CODES[status] ?? 'Error', message, errorCode };
}
