/**
 * `@pdf-lib/fontkit` as `@cantoo/pdf-lib` can use it. A subset of the former has both `encodeStream()`
 * and an `encode(stream)` for its own use; the latter takes any `encode` for the one without a stream of
 * newer engines. So it is shown only what it may call.
 */
import fontkit from '@pdf-lib/fontkit';

type Font = ReturnType<typeof fontkit.create>;

export const fontEngine = {
  create(data: Uint8Array): Font {
    const font = fontkit.create(data);
    const createSubset = font.createSubset.bind(font);
    font.createSubset = () => {
      const subset = createSubset();
      return {
        includeGlyph: (glyph) => subset.includeGlyph(glyph),
        encodeStream: () => subset.encodeStream(),
      };
    };
    return font;
  },
};
