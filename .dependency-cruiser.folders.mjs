import imports from './.dependency-cruiser.mjs';

/**
 * No two folders import each other, type imports included. Specs and their support are left out: they may use everything.
 *
 * @type {import('dependency-cruiser').IConfiguration}
 */
export default {
  forbidden: [
    {
      name: 'no-folder-cycles',
      comment: 'Folders that import each other are one folder.',
      severity: 'error',
      scope: 'folder',
      from: { path: '^src/' },
      to: { circular: true },
    },
  ],
  options: {
    ...imports.options,
    exclude: { path: '^(dist|\\.angular|\\.cache)/|\\.spec\\.(ts|mjs)$|^src/linking/testing/support/' },
  },
};
