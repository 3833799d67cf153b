// Runs before the first paint, so that the static page fits the address. The linking server inlines it into the home page of signed-out visitors.
(function () {
  var root = document.documentElement;
  // Preferences are cookies, too: on a slow device the first access to localStorage takes tens of milliseconds.
  var cookies = document.cookie;
  // Written by Auth0's SDK at sign-in; only decides whether "Sign in" is painted before the session is known.
  if (/(^|; *)auth0\.[^=]+\.is\.authenticated=/.test(cookies)) root.dataset.session = 'hinted';
  if (location.pathname !== new URL(document.baseURI).pathname) root.dataset.route = 'inner';
  // The language chosen before, else the browser's; static-page.ts writes its texts.
  var chosen = /(?:^|; *)onefold\.language=([a-z]+)/.exec(cookies);
  var known = /^(ar|de|en|es|fr|ja|pt)(?![a-z])/;
  var tag = [chosen?.[1]].concat(navigator.languages).find(known.test, known);
  var language = tag ? tag.slice(0, 2) : 'en';
  if (language !== 'en') {
    root.lang = language;
    if (language === 'ar') root.dir = 'rtl';
    // Nothing is painted before the texts have loaded, unless the script that loads them fails.
    root.dataset.translation = 'pending';
    addEventListener('error', () => delete root.dataset.translation, true);
  }
  // Chosen in the footer or the account menu (chosen-theme.ts).
  var theme = /(?:^|; *)onefold\.theme=(light|dark)(?:;|$)/.exec(cookies);
  if (theme) root.dataset.theme = theme[1];
  // Where the application starts at once, its settings are fetched beside its code, unless the server has embedded them.
  if ((root.dataset.session || root.dataset.route) && !document.getElementById('onefold-config')) {
    var preload = document.createElement('link');
    preload.rel = 'preload';
    preload.as = 'fetch';
    preload.href = 'config.json';
    preload.crossOrigin = 'anonymous';
    document.head.append(preload);
  }
})();
