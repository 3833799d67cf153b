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
    if (route === 'discovery') ctx.body = discoveryLikeAuth0(ctx.body as Record<string, unknown>);
    if (route !== 'authorization' && route !== 'resume') return;
    const location: unknown = ctx.response.headers.location;
    if (typeof location === 'string')
      ctx.set('location', location.replace(/([?&#])iss=[^&#]*&?/, '$1').replace(/[?&#]$/, ''));
    if (typeof ctx.body === 'string') ctx.body = ctx.body.replace(/<input type="hidden" name="iss"[^>]*>/, '');
  });
}

/** Lists what this tenant serves beside the library, and no `iss` in authorization responses. */
function discoveryLikeAuth0({
  authorization_response_iss_parameter_supported: _iss,
  response_types_supported: types,
  ...rest
}: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return {
    ...rest,
    response_types_supported: [...(types as readonly string[]), 'token'],
    response_modes_supported: ['query', 'fragment', 'form_post', 'web_message'],
  };
}
