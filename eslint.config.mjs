// @ts-check
import angular from 'angular-eslint';
import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';

/** Angular's rules and those of its templates. All others are in .oxlintrc.json (docs/decisions/046). */
export default defineConfig(
  globalIgnores(['**/*', '!src/**']),
  {
    // oxlint reports the directives that nothing needs.
    linterOptions: { reportUnusedDisableDirectives: 'off' },
  },
  {
    files: ['src/**/*.ts'],
    extends: [angular.configs.tsRecommended],
    plugins: { '@typescript-eslint': tseslint.plugin },
    processor: /** @type {NonNullable<typeof angular.processInlineTemplates>} */ (angular.processInlineTemplates),
    rules: {
      '@angular-eslint/prefer-on-push-component-change-detection': 'off',
      '@angular-eslint/prefer-inject': 'error',
      '@angular-eslint/prefer-signals': 'error',
      '@angular-eslint/no-developer-preview': 'off',
    },
  },
  {
    files: ['src/linking/**/*.ts'],
    rules: {
      '@angular-eslint/component-selector': ['error', { type: 'element', prefix: 'onefold', style: 'kebab-case' }],
      '@angular-eslint/directive-selector': ['error', { type: 'attribute', prefix: 'onefold', style: 'camelCase' }],
    },
  },
  {
    files: ['src/app/**/*.ts'],
    rules: {
      '@angular-eslint/component-selector': ['error', { type: 'element', prefix: 'app', style: 'kebab-case' }],
      '@angular-eslint/directive-selector': ['error', { type: 'attribute', prefix: 'app', style: 'camelCase' }],
    },
  },
  {
    files: ['src/**/*.html'],
    extends: [angular.configs.templateRecommended, angular.configs.templateAccessibility],
    rules: {
      '@angular-eslint/template/prefer-control-flow': 'error',
      '@angular-eslint/template/no-call-expression': 'off',
    },
  },
);
