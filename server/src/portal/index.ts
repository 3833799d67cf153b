export { compressFolder } from './brotli.ts';
export { withStaticImports, type Outputs } from './preloaded-files.ts';
export type { PortalConfig } from './portal-content.ts';
export { servePortal, type ServedPortal } from './serve-portal.ts';
