/** Every story in light and dark, as wide as the window or as narrow as a phone, in each language. */
import type { Decorator, Preview } from '@storybook/web-components-vite';
import { html } from 'lit';
import './preview.css';

const place: Decorator = (story, { globals }) => {
  document.documentElement.dataset['theme'] = String(globals['theme']);
  document.documentElement.lang = String(globals['language']);
  return html`<main class="place" data-width=${String(globals['width'])}>${story()}</main>`;
};

const preview: Preview = {
  // Says when the act of a story is over, to whoever opens it from outside.
  afterEach: ({ id }) => {
    document.body.dataset['played'] = id;
  },
  decorators: [place],
  initialGlobals: { theme: 'light', width: 'full', language: 'en' },
  globalTypes: {
    theme: {
      description: 'Light or dark',
      toolbar: { icon: 'contrast', dynamicTitle: true, items: ['light', 'dark'] },
    },
    width: {
      description: 'The width of the container',
      toolbar: {
        icon: 'mobile',
        dynamicTitle: true,
        items: [
          { value: 'full', title: 'As wide as the window' },
          { value: 'phone', title: 'Phone, 360 px' },
          { value: 'least', title: 'The narrowest, 320 px' },
        ],
      },
    },
    language: {
      description: 'The language of the page',
      toolbar: { icon: 'globe', dynamicTitle: true, items: ['en', 'nb'] },
    },
  },
  parameters: { layout: 'fullscreen', a11y: { test: 'error' }, controls: { disable: true } },
};

export default preview;
