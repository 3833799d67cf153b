export { compressFolder } from './brotli.ts';
export { withStaticImports, type Outputs } from './load-graph.ts';
export type { PortalConfig } from './portal-content.ts';
export { servePortal, type ServedPortal } from './serve-portal.ts';
