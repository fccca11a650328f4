import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

describe('on a server', () => {
  it('the package can be imported where there is no DOM', async () => {
    assert.equal('document' in globalThis, false);
    const { SigningWidget } = await import('../../src/index.ts');
    assert.equal(typeof SigningWidget, 'function');
    assert.equal('document' in globalThis, false);
  });
});
