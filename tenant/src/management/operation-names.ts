/**
 * What the operations of the Management API are called; the log tells of a change by this name.
 * Source: Auth0 Management API contract, summaries.
 */
export const OPERATION_NAMES: Readonly<Record<string, string>> = {
  'POST /users': 'Create a User',
  'PATCH /users/:id': 'Update a User',
  'DELETE /users/:id': 'Delete a User',
  'POST /users/:id/identities': 'Link a User Account',
  'DELETE /users/:id/identities/:provider/:user_id': 'Unlink a User Identity',
  'DELETE /users/:id/sessions': 'Delete sessions for user',
  'DELETE /users/:id/refresh-tokens': 'Delete refresh tokens for a user',
  'POST /connections': 'Create a connection',
  'PATCH /connections/:id': 'Update a connection',
  'PATCH /connections/:id/clients': 'Update enabled clients for a connection',
  'POST /clients': 'Create a client',
  'PATCH /clients/:id': 'Update a client',
  'DELETE /clients/:id': 'Delete a client',
  'POST /clients/:id/rotate-secret': 'Rotate a client secret',
  'POST /client-grants': 'Create client grant',
  'PATCH /client-grants/:id': 'Update client grant',
  'DELETE /client-grants/:id': 'Delete client grant',
  'POST /resource-servers': 'Create a resource server',
  'PATCH /resource-servers/:id': 'Update a resource server',
  'DELETE /resource-servers/:id': 'Delete a resource server',
};
