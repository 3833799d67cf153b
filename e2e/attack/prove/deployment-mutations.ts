import type { Mutation } from './mutation.ts';

const JOURNEY = 'intents/link-journey.spec.ts';
const RETURN = 'intents/return-address.spec.ts';
const PAGES = 'intents/browser-page.spec.ts';
const PORTAL = 'portal/portal-handler.spec.ts';
const SETTINGS = 'configuration/read-server-config.spec.ts';
const OWN_PORTAL_PAGE = { file: PAGES, title: 'notify and link to the portal where the intent began, and no other' };
const SUB_PATH_PORTAL = { file: PORTAL, title: 'is served under a sub-path if it was built for it' };
const ANY_APPLICATION = { file: PORTAL, title: 'can be any Angular application' };
const PLACE_SETTINGS = {
  file: SETTINGS,
  title: 'reads the sub-path, the profile page in it, and what the policy allows',
};

/** Behavior with several portals. */
const SEVERAL_PORTALS: readonly Mutation[] = [
  {
    defense: 'an intent returns to the portal where it began',
    edits: [
      {
        file: 'intents/begin-intent.ts',
        find: 'returnAddress(intent.returnTo, intent.portal, config)',
        replace: 'returnAddress(intent.returnTo, undefined, config)',
      },
    ],
    specs: [{ file: JOURNEY, title: 'returns to the portal where it began' }, OWN_PORTAL_PAGE],
  },
  {
    defense: 'the origin of a request counts only if it is a configured portal',
    edits: [
      {
        file: 'http/request-origin.ts',
        find: "portalOrigins.find((each) => each === c.req.header('Origin'))",
        replace: "portalOrigins.length > 0 ? c.req.header('Origin') : undefined",
      },
    ],
    specs: [
      { file: 'http/request-origin.spec.ts', title: 'includes the portal that sent the request, if it is configured' },
    ],
  },
  {
    defense: 'an intent of a portal that is no longer configured returns to the first one',
    edits: [
      {
        file: 'intents/return-address.ts',
        find: 'portalOrigins.includes(began.origin)',
        replace: "began.origin !== ''",
      },
    ],
    specs: [{ file: RETURN, title: 'leads to the first portal if the portal of the intent is no longer configured' }],
  },
  {
    defense: 'a sign-in window notifies one portal',
    edits: [
      {
        file: 'intents/browser-page.ts',
        find: 'window.opener?.postMessage(message, ${literal(new URL(href).origin)});',
        replace: 'for (const each of ${literal(config.portalOrigins)}) window.opener?.postMessage(message, each);',
      },
    ],
    specs: [OWN_PORTAL_PAGE],
  },
  {
    defense: 'mails name and link to the portal where the change was made',
    edits: [
      {
        file: 'history/event-recorder.ts',
        find: 'const { portal = config.portalOrigins[0] ?? config.publicOrigin } = event.origin;',
        replace: 'const portal = config.portalOrigins[0] ?? config.publicOrigin;',
      },
    ],
    specs: [
      { file: 'history/event-recorder.spec.ts', title: 'names, and links to, the portal where the change was made' },
    ],
  },
  {
    defense: 'the page behind a notice’s link leads back to that portal',
    edits: [
      {
        file: 'history/flag-routes.ts',
        find: 'config.portalOrigins.find((each) => each === named) ?? config.portalOrigins[0]',
        replace: 'config.portalOrigins[0]',
      },
    ],
    specs: [{ file: 'history/flag-routes.spec.ts', title: 'leads back to the portal where the change was made' }],
  },
  {
    defense: 'the page behind a notice’s link names only a configured portal',
    edits: [
      {
        file: 'history/flag-routes.ts',
        find: 'config.portalOrigins.find((each) => each === named) ??',
        replace: 'named ??',
      },
    ],
    specs: [{ file: 'history/flag-routes.spec.ts', title: 'leads back to the portal where the change was made' }],
  },
];

/** A server and its portal under a sub-path. */
const SUB_PATH: readonly Mutation[] = [
  {
    defense: 'requests are accepted with the base path',
    edits: [{ file: 'http/create-app.ts', find: 'newRoutes(config.basePath)', replace: 'newRoutes()' }],
    specs: [{ file: 'http/requests.spec.ts', title: 'is accepted with the base path of the server' }],
  },
  {
    defense: 'addresses of the server contain its base path',
    edits: [
      {
        file: 'configuration/origins.ts',
        find: 'new URL(`${basePath}${path}`, publicOrigin)',
        replace: 'new URL(path, `${publicOrigin}${basePath}`)',
      },
    ],
    specs: [
      { file: 'intents/start-navigation.spec.ts', title: 'is under the base path of the server' },
      { file: 'auth0/authorization-server.spec.ts', title: 'returns to the base path of the server' },
      { file: JOURNEY, title: 'verifies each callback at the public address' },
      { file: 'history/event-recorder.spec.ts', title: 'links to the base path of the server' },
    ],
  },
  {
    defense: 'the base path is read',
    edits: [
      {
        file: 'configuration/read-server-config.ts',
        find: '...(basePath === undefined ? {} : { basePath }),',
        replace: '',
      },
    ],
    specs: [PLACE_SETTINGS],
  },
  {
    defense: 'the setting of the profile page’s path includes its base',
    edits: [
      {
        file: 'configuration/read-server-config.ts',
        find: 'profilePath: readProfilePath(settings),',
        replace: "profilePath: `${basePath ?? ''}${readProfilePath(settings)}`,",
      },
    ],
    specs: [PLACE_SETTINGS],
  },
  {
    defense: 'the portal is served under its sub-path',
    edits: [
      {
        file: 'portal/handle-portal-request.ts',
        find: 'const path = pathWithin(basePath, address);',
        replace: 'const path = address;',
      },
    ],
    specs: [SUB_PATH_PORTAL],
  },
  {
    defense: 'the portal calls the linking server under the sub-path',
    edits: [
      {
        file: 'portal/portal-handler.ts',
        find: "linkingServer: config.basePath ?? '/',",
        replace: "linkingServer: '/',",
      },
    ],
    specs: [SUB_PATH_PORTAL],
  },
  {
    defense: 'a portal that was built for another path is refused',
    edits: [
      {
        file: 'portal/portal-content.ts',
        find: 'if (base === undefined || base === expected) return;',
        replace: 'if (base !== expected || base === expected) return;',
      },
    ],
    specs: [SUB_PATH_PORTAL],
  },
];

/** An Angular application of the operator, in place of the reference portal. */
const ANY_PORTAL: readonly Mutation[] = [
  {
    defense: 'the configuration names the token worker of the build',
    edits: [{ file: 'portal/portal-content.ts', find: '...(worker && { workerUrl: worker }), ', replace: '' }],
    specs: [ANY_APPLICATION],
  },
  {
    defense: 'a build without the token worker names none',
    edits: [
      {
        file: 'portal/portal-content.ts',
        find: 'const worker = file && `${WORKER}?${versionOf(file)}`;',
        replace: "const worker = `${WORKER}?${file === undefined ? '' : versionOf(file)}`;",
      },
    ],
    specs: [ANY_APPLICATION, { file: PORTAL, title: 'uses this server, and gets no hidden connection' }],
  },
  {
    defense: 'the operator is warned of a build without the token worker',
    edits: [
      {
        file: 'portal/portal-handler.ts',
        find: 'if (content.worker === undefined) {',
        replace: 'if (content.html === "") {',
      },
    ],
    specs: [{ file: PORTAL, title: 'warns if the build lacks the token worker' }],
  },
  ...(['connectSrc', 'imgSrc', 'trustedTypes'] as const).map((name) => ({
    defense: `the policy has the additional sources of ${name}`,
    edits: [
      {
        file: 'portal/security-headers.ts',
        find: { connectSrc: ', ...connectSrc]', imgSrc: ', ...imgSrc]', trustedTypes: ', ...trustedTypes]' }[name],
        replace: ']',
      },
    ],
    specs: [ANY_APPLICATION],
  })),
  {
    defense: 'the policy’s additional sources are read',
    edits: [
      {
        file: 'configuration/read-portal-settings.ts',
        find: '...(Object.values(allowed).flat().length === 0 ? {} : { allowed }),',
        replace: '',
      },
    ],
    specs: [PLACE_SETTINGS],
  },
  {
    defense: 'the policy’s additional sources reach the portal',
    edits: [
      {
        file: 'portal/portal-handler.ts',
        find: '...(allowed === undefined ? {} : { allowed }),',
        replace: '',
      },
    ],
    specs: [ANY_APPLICATION],
  },
  {
    defense: 'an additional source cannot add a directive',
    edits: [
      {
        file: 'configuration/read-portal-settings.ts',
        find: 'if (!pattern.test(part))',
        replace: "if (part === '')",
      },
    ],
    specs: [{ file: SETTINGS, title: 'ONEFOLD_PORTAL_CONNECT_SRC' }],
  },
  {
    defense: 'the root element of any application gets the nonce',
    edits: [
      {
        file: 'portal/handle-portal-request.ts',
        find: 'pageWithNonce(content, nonce)',
        replace: 'content.replace(\'<app-root>\', `<app-root ngCspNonce="${nonce}">`)',
      },
    ],
    specs: [ANY_APPLICATION],
  },
  {
    defense: 'style sheets that the builder defers are applied',
    edits: [
      {
        file: 'portal/portal-content.ts',
        find: 'const html = withPlainStyleSheets(built);',
        replace: 'const html = built;',
      },
    ],
    specs: [ANY_APPLICATION],
  },
];

/** Defenses of deployments: several portals, sub-paths, and other applications than the reference portal. */
export const DEPLOYMENT_MUTATIONS: readonly Mutation[] = [...SEVERAL_PORTALS, ...SUB_PATH, ...ANY_PORTAL];
