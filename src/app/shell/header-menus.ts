export { LanguageMenuPanelComponent } from '../languages/language-menu-panel.component';
export { ThemeChoiceComponent } from '../theme/theme-choice.component';
export { UserMenuPanelComponent } from './user-menu-panel.component';
