import { requestSettings } from './app/configuration/request-settings';
import { startEarly } from './app/configuration/start-early';
import { loadPageLanguage } from './app/languages/load-page-language';
import { closePopoversOnBlur } from './app/shell/close-popovers-on-blur';
import { translateOnDemand } from './app/static-home/translate-on-demand';
import { startOnDemand } from './app/static-home/start-on-demand';

translateOnDemand(document, async () => new (await import('./app/static-home/static-page')).StaticPage(document));
closePopoversOnBlur(document);
void startOnDemand(document, async () => {
  const settings = requestSettings(document);
  const session = startEarly(document, settings);
  // Their consumers handle a rejection, possibly later.
  settings.catch(() => undefined);
  const begun = session.catch(() => undefined);
  const [{ start }, activateLanguage] = await Promise.all([import('./app/start'), loadPageLanguage(document)]);
  // The session check takes longest: begin it before Angular occupies the processor.
  await begun;
  return {
    start: () => {
      activateLanguage();
      return start(settings, session);
    },
  };
});
