interface ScriptPolicy {
  createScriptURL(url: string): string;
}

/** What Trusted Types (W3C) let scripts be made of; absent where a browser does not know them. */
interface TrustedTypes {
  createPolicy(name: string, rules: { createScriptURL: (url: string) => string }): ScriptPolicy;
}

/** Kept: a page can take the name once, and a client may be made again after a failure. */
let policy: ScriptPolicy | undefined;

/**
 * The address of the SDK's worker, vouched for by the policy `onefold#worker`: nothing but a file of the page's own origin.
 *
 * @param path Relative to the application's base.
 * @throws {TypeError} For another origin, or where the page's policy does not allow `onefold#worker`.
 */
export function workerUrl(path: string, page: Document): string {
  const url = new URL(path, page.baseURI);
  if (url.origin !== new URL(page.baseURI).origin) {
    throw new TypeError(`@onefold/angular: workerUrl must be of the page's own origin, not ${url.origin}.`);
  }
  const { trustedTypes } = globalThis as { readonly trustedTypes?: TrustedTypes };
  policy ??= trustedTypes?.createPolicy('onefold#worker', { createScriptURL: (own) => own });
  // The SDK's options say string, and it passes on what it is given.
  return policy?.createScriptURL(url.href) ?? url.href;
}
