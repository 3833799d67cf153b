import type { EnvironmentProviders, Provider } from '@angular/core';

/** What a feature is for. Each kind may be given once. */
export type OnefoldFeatureKind = 'linking-server' | 'management-api' | 'connections' | 'labels' | 'apis';

/** One `with…()` argument of `provideOnefold()`. Made only by the `with…()` functions. */
export interface OnefoldFeature<Kind extends OnefoldFeatureKind> {
  readonly ɵkind: Kind;
  readonly ɵproviders: readonly (Provider | EnvironmentProviders)[];
}

/** Every feature `provideOnefold()` accepts. */
export type OnefoldFeatures = { [Kind in OnefoldFeatureKind]: OnefoldFeature<Kind> }[OnefoldFeatureKind];

/** Brands the providers of one feature. Internal. */
export function onefoldFeature<Kind extends OnefoldFeatureKind>(
  kind: Kind,
  providers: readonly (Provider | EnvironmentProviders)[],
): OnefoldFeature<Kind> {
  return { ɵkind: kind, ɵproviders: providers };
}
