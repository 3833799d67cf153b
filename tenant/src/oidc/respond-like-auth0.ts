import type Provider from 'oidc-provider';

/**
 * Makes authorization responses what Auth0 sends: without `iss` (RFC 9207), and for `response_type=token` without the ID
 * token that `toProviderRequest` asked for.
 */
export function respondLikeAuth0(provider: Provider): void {
  provider.on('authorization.success', ({ oidc }, response) => {
    if (response === undefined) return;
    delete response['iss'];
    if (oidc.params?.['token_only'] === '1') delete response['id_token'];
  });
  provider.use(async (ctx, next) => {
    await next();
    const route = (ctx['oidc'] as { readonly route?: string } | undefined)?.route;
    if (route === 'discovery')
      delete (ctx.body as Record<string, unknown>)['authorization_response_iss_parameter_supported'];
    if (route !== 'authorization' && route !== 'resume') return;
    const location: unknown = ctx.response.headers.location;
    if (typeof location === 'string')
      ctx.set('location', location.replace(/([?&#])iss=[^&#]*&?/, '$1').replace(/[?&#]$/, ''));
    if (typeof ctx.body === 'string') ctx.body = ctx.body.replace(/<input type="hidden" name="iss"[^>]*>/, '');
  });
}
