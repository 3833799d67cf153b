export { ConfigurationError } from './configuration/settings.ts';
export { readServerConfig } from './configuration/read-server-config.ts';
export type { ConfiguredConnection, ConnectionPolicy, Rate, ServerConfig } from './configuration/server-config.ts';
export { createLinkingServer, type LinkingServer } from './create-linking-server.ts';
