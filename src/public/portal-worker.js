/*
 * The portal's service worker: Angular's, which keeps the files of a build, behind a gate. What is not one of those
 * files goes to the network as if there were no worker, so no personal data can enter or leave a cache:
 * other origins (the tenant, pictures), the APIs, the settings, and the addresses to which sign-ins return.
 * See docs/decisions/042-offline-shell.md.
 */
(function () {
  var base = new URL(self.registration.scope).pathname;
  var network = /^(v1|api|callback|link\/callback|config\.json|healthz|readyz|metrics)(\/|$)/;

  self.addEventListener('fetch', function (event) {
    var url = new URL(event.request.url);
    var own = url.origin === self.location.origin && url.pathname.indexOf(base) === 0;
    if (!own || event.request.method !== 'GET' || network.test(url.pathname.slice(base.length))) {
      // Angular's listener comes after this one.
      event.stopImmediatePropagation();
    }
  });

  var script = 'ngsw-worker.js';
  var types = self.trustedTypes;
  // The only script this worker loads.
  var policy = types
    ? types.createPolicy('onefold#portal', {
        createScriptURL: function (url) {
          if (url !== script) throw new TypeError('Not the script of this worker: ' + url);
          return url;
        },
      })
    : null;
  importScripts(policy ? policy.createScriptURL(script) : script);
})();
