/**
 * Which marks are kept, by what Auth0 calls the provider (its strategy; for a custom social connection usually the
 * connection's own name). Values are slugs of `simple-icons`.
 *
 * Brands that asked to be left out of it (Microsoft, LinkedIn, Salesforce, Slack, Yahoo, …) are drawn by the page itself.
 */
export const BRANDS = {
  /** In the first picture: nearly every profile has it. */
  first: { 'google-oauth2': 'google' },
  /** Fetched where one of them is linked. */
  usual: { github: 'github', facebook: 'facebook', apple: 'apple', twitter: 'x' },
  /** Fetched where there is any other. */
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
