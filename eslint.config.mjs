// @ts-check
import eslint from '@eslint/js';
import angular from 'angular-eslint';
import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';

export default defineConfig(
  globalIgnores([
    'dist/',
    '.cache/',
    '.angular/',
    'coverage/',
    'test-results/',
    'playwright-report/',
    '**/*.d.ts',
    'e2e/consumers/hosts/',
    'bench/list/apps/',
    'e2e/consumers/before/',
  ]),
  {
    linterOptions: { reportUnusedDisableDirectives: 'error' },
  },
  {
    files: ['**/*.ts', '**/*.mjs', '**/*.js'],
    extends: [eslint.configs.recommended, tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      'max-lines': ['error', { max: 300 }],
      'no-console': 'error',
      // The compiler knows better what exists.
      'no-undef': 'off',
      eqeqeq: 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/explicit-module-boundary-types': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      // Demands null-prototype-like access where noPropertyAccessFromIndexSignature demands the opposite.
      '@typescript-eslint/dot-notation': ['error', { allowIndexSignaturePropertyAccess: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', ignoreRestSiblings: true }],
      // `async` without `await` turns a throw into a rejection, which is what a caller of a promise expects.
      '@typescript-eslint/require-await': 'off',
      // Empty classes carry Angular's decorators.
      '@typescript-eslint/no-extraneous-class': ['error', { allowWithDecorator: true }],
    },
  },
  {
    files: ['src/**/*.ts'],
    extends: [angular.configs.tsRecommended],
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
  {
    // Programs for people: what they print is their purpose.
    files: ['scripts/**/*.mjs', '{tenant,server}/src/cli.ts', '{tenant,server}/bin/*.mjs'],
    rules: { 'no-console': 'off' },
  },
  {
    files: ['**/*.mjs', '*.js'],
    // Types stand in JSDoc, where the compiler reads them.
    rules: {
      '@typescript-eslint/explicit-module-boundary-types': 'off',
      // A JSDoc cast leaves no trace in the syntax tree, so the linter takes the result for `any`; the compiler does not.
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
    },
  },
  {
    files: ['**/*.spec.ts', '**/*.spec.mjs'],
    rules: {
      // Jasmine's matchers and spies are unbound methods by design.
      '@typescript-eslint/unbound-method': 'off',
      '@typescript-eslint/no-floating-promises': 'error',
    },
  },
  {
    // A language is one list, which a translator reads from beginning to end.
    files: ['src/**/translations/*.ts'],
    rules: { 'max-lines': 'off' },
  },
  {
    files: ['e2e/**/*.ts'],
    // Playwright reads a fixture's needs from its parameter, which is {} where it has none.
    rules: { 'no-empty-pattern': 'off' },
  },
  {
    // Classic scripts for the browser, copied unchanged and not part of a TypeScript project.
    files: ['src/public/**/*.js'],
    extends: [tseslint.configs.disableTypeChecked],
    languageOptions: { sourceType: 'script', parserOptions: { projectService: false } },
  },
);
