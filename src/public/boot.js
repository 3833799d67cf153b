// Runs before the first paint, so that the static page fits the address. The linking server inlines it into the home page of signed-out visitors.
(function () {
  var root = document.documentElement;
  // Written by Auth0's SDK at sign-in; only decides whether "Sign in" is painted before the session is known.
  if (/(^|; *)auth0\.[^=]+\.is\.authenticated=/.test(document.cookie)) root.dataset.session = 'hinted';
  // A user who has signed out everywhere lands on the home page (onefold: NotMeDialogComponent), where nothing would explain it.
  try {
    if (sessionStorage.getItem('onefold.signed-out-everywhere')) {
      sessionStorage.removeItem('onefold.signed-out-everywhere');
      history.replaceState(null, '', new URL('signed-out', document.baseURI));
    }
  } catch {
    // Storage is blocked: the home page shows.
  }
  if (location.pathname !== new URL(document.baseURI).pathname) root.dataset.route = 'inner';
  // The language chosen before, else the browser's; static-page.ts writes its texts.
  var chosen;
  try {
    chosen = localStorage.getItem('onefold.language');
  } catch {
    // Storage is blocked: nothing was chosen.
  }
  var known = /^(ar|de|en|es|fr|ja|pt)(?![a-z])/;
  var tag = [chosen].concat(navigator.languages).find(known.test, known);
  var language = tag ? tag.slice(0, 2) : 'en';
  if (language !== 'en') {
    root.lang = language;
    if (language === 'ar') root.dir = 'rtl';
    // Nothing is painted before the texts have loaded, unless the script that loads them fails.
    root.dataset.translation = 'pending';
    addEventListener('error', () => delete root.dataset.translation, true);
  }
  // Chosen in the footer or the account menu (chosen-theme.ts).
  try {
    var theme = localStorage.getItem('onefold.theme');
    if (theme === 'light' || theme === 'dark') root.dataset.theme = theme;
  } catch {
    // Storage is blocked: nothing was chosen.
  }
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
