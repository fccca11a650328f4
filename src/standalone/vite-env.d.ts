/** What Vite puts in place of `import.meta.env`; `vite/client` would bring much more into every file. */
interface ImportMetaEnv {
  readonly BASE_URL: string;
}

interface ImportMeta {
  readonly env: ImportMetaEnv;
}
