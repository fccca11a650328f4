/** The font engine for `@cantoo/pdf-lib`: layout by `@pdf-lib/fontkit`, subsets by our own. */
import fontkit from '@pdf-lib/fontkit';
import { TrueTypeSubset } from './true-type-subset.ts';

type Layout = ReturnType<typeof fontkit.create>;
type Font = Omit<Layout, 'createSubset'> & { createSubset(): TrueTypeSubset };

/**
 * What only moves glyphs (OpenType's GPOS). Texts are written as glyphs one after the other and measured by their own
 * widths, so that it would be worked out for nothing, and that takes longer than all the rest of a signature page.
 */
const UNMOVED = { kern: false, mark: false, mkmk: false, curs: false, dist: false };

/** A font is read once for as long as its bytes are kept: what it is asked for does not change it. */
const fonts = new WeakMap<Uint8Array, Font>();

export const fontEngine = {
  create(data: Uint8Array): Font {
    const known = fonts.get(data) ?? read(data);
    fonts.set(data, known);
    return known;
  },
};

function read(data: Uint8Array): Font {
  const font = fontkit.create(data);
  const layout = font.layout.bind(font);
  return Object.assign(font, {
    layout: (text: string, features?: Record<string, boolean>) => layout(text, { ...features, ...UNMOVED }),
    createSubset: () => new TrueTypeSubset(data),
  });
}
