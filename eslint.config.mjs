/**
 * One linter for the whole house. Besides the usual rules it holds the arrows between the rooms:
 * `room()` below says what a room must not import, and why, and the message is what a newcomer reads.
 */
import js from '@eslint/js';
import lit from 'eslint-plugin-lit';
import litA11y from 'eslint-plugin-lit-a11y';
import wc from 'eslint-plugin-wc';
import tseslint from 'typescript-eslint';

/** Each third-party package has one importer, behind an interface of our own. */
const ONE_IMPORTER = [
  { name: '@aws-sdk/client-s3', home: 'demo/service/adapters' },
  { name: 'pdfjs-dist', home: 'src/document/pdfjs and demo/service/adapters' },
  { name: '@noble/hashes', home: 'src/document/bytes' },
  { name: 'oidc-client-ts', home: 'src/login' },
  { name: 'fastify', home: 'demo/service/http, demo/host and demo/main.ts' },
  { name: '@electric-sql/pglite', home: 'demo/service/adapters' },
  { name: '@cantoo/pdf-lib', home: 'demo/service/sealing, receipt and pdf, and demo/host' },
  { name: 'jose', home: 'demo/service/adapters' },
  { name: 'oidc-provider', home: 'demo/eid' },
  { name: '@simplewebauthn/browser', home: 'src/signature' },
  { name: '@simplewebauthn/server', home: 'demo/service/adapters' },
  { name: 'pg', home: 'demo/service/adapters' },
  { name: 'smtp-server', home: 'demo/mailbox' },
  { name: 'postal-mime', home: 'demo/mailbox' },
  { name: 'standardwebhooks', home: 'demo/host' },
  { name: 'nodemailer', home: 'demo/service/adapters' },
  { name: 'ipaddr.js', home: 'demo/service/adapters' },
  { name: '@js-temporal/polyfill', home: 'demo/service/domain' },
  { name: 'pkijs', home: 'demo/service/sealing and demo/service/adapters' },
];

/**
 * @param {string} files the room
 * @param {Record<string, string>} never what it never imports (a path pattern), and why
 * @param {string[]} owns third-party packages that this room is the importer of
 */
function room(files, never, owns = []) {
  const patterns = Object.entries(never).map(([group, message]) => ({ group: [group], message }));
  for (const { name, home } of ONE_IMPORTER) {
    if (!owns.includes(name)) {
      patterns.push({
        group: [name, `${name}/*`],
        allowTypeImports: false,
        message: `Only ${home} imports ${name}; use the interface that stands before it.`,
      });
    }
  }
  return {
    files: [files],
    rules: { '@typescript-eslint/no-restricted-imports': ['error', { patterns }] },
  };
}

const OWN_FILES = { '../**': 'This room is pure: it imports nothing but its own files.' };
const NO_DEMO = { '**/demo/**': 'The widget never knows the reference service.' };
const SCREENS = {
  ...NO_DEMO,
  '**/task/client*': 'A screen gets properties and sends request events; the element talks to the service.',
  '**/login/**': 'A screen gets properties and sends request events; the element runs the login.',
  '**/document/pdfjs/**': 'A screen shows the document view; the engine is behind it.',
};
const SERVICE_INNER = {
  '**/http/**': 'A use case does not know HTTP.',
  '**/adapters/**': 'A use case knows ports; the composition (demo/main.ts) brings the adapters.',
};

export default tseslint.config(
  { ignores: ['dist', 'build', 'storybook-static', '.data', 'coverage', '**/*.gen.ts'] },
  js.configs.recommended,
  ...tseslint.configs.strict,
  wc.configs['flat/recommended'],
  lit.configs['flat/recommended'],
  {
    plugins: { 'lit-a11y': litA11y },
    rules: { ...litA11y.configs.recommended.rules },
  },
  {
    rules: {
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/no-invalid-void-type': 'off',
      '@typescript-eslint/no-extraneous-class': 'off',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      'no-console': 'error',
      eqeqeq: ['error', 'always'],
      'max-lines': ['error', { max: 300, skipBlankLines: false, skipComments: false }],
    },
  },
  {
    files: ['src/**/*.ts'],
    rules: {
      'no-restricted-syntax': [
        'error',
        {
          selector: 'ExportNamedDeclaration > VariableDeclaration[kind="let"]',
          message:
            'Parts of the build hand out what they export once: nothing exported gets another value later.',
        },
      ],
    },
  },
  room('src/**/*.ts', NO_DEMO),
  room('src/session/**/*.ts', { ...OWN_FILES, ...NO_DEMO }),
  room('src/{steps,ui}/**/*.ts', SCREENS),
  room(
    'src/document/**/*.ts',
    {
      ...NO_DEMO,
      '**/steps/**': 'The document room knows no screen.',
      '**/login/**': 'The document room knows no login.',
    },
    ['pdfjs-dist', '@noble/hashes'],
  ),
  room('src/login/**/*.ts', NO_DEMO, ['oidc-client-ts']),
  room(
    'src/signature/**/*.ts',
    {
      ...NO_DEMO,
      '**/steps/**': 'Ways to sign know no screen.',
      '**/login/**': 'Ways to sign know no login.',
    },
    ['@simplewebauthn/browser'],
  ),
  room('demo/service/domain/**/*.ts', { ...OWN_FILES }, ['@js-temporal/polyfill']),
  room('demo/service/{use-cases,ports}/**/*.ts', SERVICE_INNER),
  room('demo/service/pdf/**/*.ts', SERVICE_INNER, ['@cantoo/pdf-lib']),
  room('demo/service/sealing/**/*.ts', SERVICE_INNER, ['@cantoo/pdf-lib', 'pkijs']),
  room('demo/service/receipt/**/*.ts', SERVICE_INNER, ['@cantoo/pdf-lib']),
  room('demo/service/adapters/**/*.ts', { '**/http/**': 'An adapter does not know HTTP.' }, [
    '@aws-sdk/client-s3',
    '@electric-sql/pglite',
    '@simplewebauthn/server',
    'ipaddr.js',
    'jose',
    'nodemailer',
    'pdfjs-dist',
    'pg',
    'pkijs',
  ]),
  room(
    'demo/service/http/**/*.ts',
    { '**/adapters/**': 'Routes know use cases; demo/main.ts brings the adapters.' },
    ['fastify'],
  ),
  room('demo/eid/**/*.ts', { '**/service/**': 'The eID is somebody else’s: it knows nothing of signing.' }, [
    'oidc-provider',
  ]),
  room(
    'demo/host/**/*.ts',
    { '**/service/**': 'The host site is a customer: it knows the service by its API only.' },
    ['fastify', '@cantoo/pdf-lib', 'standardwebhooks'],
  ),
  room(
    'test/conformance/**/*.ts',
    {
      '**/demo/**': 'The check of the protocol looks at a service from outside: it knows the contract only.',
      '**/ours/**': 'The check of the protocol knows no service, ours neither.',
    },
    ['standardwebhooks'],
  ),
  room('test/conformance/ours/**/*.ts', {}),
  room('test/conformance/*.test.ts', {}),
  room('demo/mailbox/**/*.ts', { '../**': 'The mailbox knows nothing of signing.' }, [
    'smtp-server',
    'postal-mime',
  ]),
  {
    // Programs that people start at a prompt speak there.
    files: [
      'demo/*.ts',
      'demo/try/**/*.ts',
      'test/**/*.{ts,mjs}',
      'demo/**/cli/**/*.ts',
      '*.mjs',
      '*.config.ts',
    ],
    rules: { 'no-console': 'off' },
  },
  {
    files: ['test/**/*.ts', 'stories/**/*.ts'],
    rules: { '@typescript-eslint/no-non-null-assertion': 'off' },
  },
  {
    files: ['demo/host/assets/*.js'],
    languageOptions: {
      globals: { document: 'readonly', location: 'readonly', fetch: 'readonly', setTimeout: 'readonly' },
    },
  },
  {
    files: ['**/*.mjs', '**/*.js'],
    languageOptions: { globals: { process: 'readonly', console: 'readonly', URL: 'readonly' } },
  },
);
