// What the gateway of direct mode fetches when somebody links.
export { BrowserProofs } from './browser-proofs';
export { DirectLinkAttempt } from './direct-link-attempt';
