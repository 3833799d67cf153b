export { linkCallbackRoute } from './link-callback.route';
export { withManagementApi } from './with-management-api';
export type { ManagementApiOptions } from '@onefold/angular';
