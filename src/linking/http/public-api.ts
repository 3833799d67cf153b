export type { BearerApi } from './bearer-api';
export { BEARER, bearerInterceptor, type BearerUse } from './bearer.interceptor';
export { withApis } from './with-apis';
