/** How the portal links: `direct` calls the Management API from the browser, `server` uses the linking server. */
export type Mode = 'direct' | 'server';
