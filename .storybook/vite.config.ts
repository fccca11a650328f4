import { defineConfig } from 'vite';
import { ownSideEffects } from '../vite.config.ts';

export default defineConfig({ publicDir: false, plugins: [ownSideEffects], build: { target: 'es2022' } });
