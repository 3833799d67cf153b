import { ApiError } from './api-error.ts';

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
