/**
 * The marks in use, by Auth0's name of the provider (its strategy; for a custom social connection usually the connection's own
 * name). Values are slugs of `simple-icons`.
 *
 * The page itself draws the marks that are not in `simple-icons` at the brands' request (Microsoft, LinkedIn, Salesforce, Slack,
 * Yahoo, …).
 */
export const BRANDS = {
  /** Part of the first paint, because nearly every profile has one of them. */
  first: { 'google-oauth2': 'google' },
  /** Fetched if one of them is linked. */
  usual: { github: 'github', facebook: 'facebook', apple: 'apple', twitter: 'x' },
  /** Fetched if any other provider is linked. */
  rare: {
    atlassian: 'atlassian',
    baidu: 'baidu',
    bitbucket: 'bitbucket',
    box: 'box',
    digitalocean: 'digitalocean',
    discord: 'discord',
    dropbox: 'dropbox',
    figma: 'figma',
    gitlab: 'gitlab',
    line: 'line',
    notion: 'notion',
    okta: 'okta',
    orcid: 'orcid',
    paypal: 'paypal',
    pinterest: 'pinterest',
    shopify: 'shopify',
    spotify: 'spotify',
    steam: 'steam',
    strava: 'strava',
    stripe: 'stripe',
    telegram: 'telegram',
    tiktok: 'tiktok',
    twitch: 'twitch',
    vkontakte: 'vk',
    wechat: 'wechat',
    wordpress: 'wordpress',
    zoom: 'zoom',
  },
};
