import type { StorybookConfig } from '@storybook/web-components-vite';
import { FACE_FILES } from '../.build/signature-faces.ts';

const config: StorybookConfig = {
  stories: ['../stories/**/*.stories.ts'],
  addons: ['@storybook/addon-docs', '@storybook/addon-a11y'],
  framework: {
    name: '@storybook/web-components-vite',
    // The builds of the package are not what a preview is made with.
    options: { builder: { viteConfigPath: '.storybook/vite.config.ts' } },
  },
  // Where stories say that the widget's assets are: of those they need only the faces of signatures.
  staticDirs: Object.entries(FACE_FILES).map(([name, from]) => ({
    from: `../node_modules/@expo-google-fonts/${from}`,
    to: `/widget-assets/fonts/${name}`,
  })),
  core: { disableTelemetry: true, disableWhatsNewNotifications: true },
};

export default config;
