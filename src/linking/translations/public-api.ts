export { onefoldTranslations, type OnefoldLanguage, type OnefoldTranslations } from './onefold-translations';
