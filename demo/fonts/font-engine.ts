/** The font engine for `@cantoo/pdf-lib`: layout by `@pdf-lib/fontkit`, subsets by our own. */
import fontkit from '@pdf-lib/fontkit';
import { TrueTypeSubset } from './true-type-subset.ts';

type Layout = ReturnType<typeof fontkit.create>;
type Font = Omit<Layout, 'createSubset'> & { createSubset(): TrueTypeSubset };

export const fontEngine = {
  create(data: Uint8Array): Font {
    return Object.assign(fontkit.create(data), { createSubset: () => new TrueTypeSubset(data) });
  },
};
