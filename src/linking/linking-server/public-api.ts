export { withLinkingServer } from './with-linking-server';
