import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { canonicalJson, type JsonValue } from '../../../demo/service/domain/canonical-json.ts';

describe('JSON in its canonical form (RFC 8785)', () => {
  test('the example of section 3.2.2 and 3.2.3 comes out byte for byte', () => {
    const value = JSON.parse(
      String.raw`{"numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
        "string": "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/", "literals": [null, true, false]}`,
    ) as JsonValue;
    assert.equal(
      canonicalJson(value),
      String.raw`{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\u000f\nA'B\"\\\\\"/"}`,
    );
  });

  test('members are sorted by UTF-16 code units, as in the example of section 3.2.3', () => {
    const value = {
      '\u20ac': 'Euro Sign',
      '\r': 'Carriage Return',
      '\ufb33': 'Hebrew Letter Dalet With Dagesh',
      '1': 'One',
      '\ud83d\ude00': 'Emoji: Grinning Face',
      '\u0080': 'Control',
      '\u00f6': 'Latin Small Letter O With Diaeresis',
    };
    assert.match(canonicalJson(value), /Carriage Return.*One.*Control.*Diaeresis.*Euro.*Grinning.*Dagesh/s);
  });

  // Appendix B: IEEE 754 doubles as bits, and how they are written.
  const numbers: readonly [bits: string, text: string][] = [
    ['0000000000000000', '0'],
    ['8000000000000000', '0'],
    ['0000000000000001', '5e-324'],
    ['8000000000000001', '-5e-324'],
    ['7fefffffffffffff', '1.7976931348623157e+308'],
    ['4340000000000000', '9007199254740992'],
    ['4430000000000000', '295147905179352830000'],
    ['44b52d02c7e14af5', '9.999999999999997e+22'],
    ['44b52d02c7e14af6', '1e+23'],
    ['444b1ae4d6e2ef50', '1e+21'],
    ['3eb0c6f7a0b5ed8d', '0.000001'],
    ['3eb0c6f7a0b5ed8c', '9.999999999999997e-7'],
    ['41b3de4355555554', '333333333.33333325'],
    ['41b3de4355555556', '333333333.3333334'],
    ['41b3de4355555557', '333333333.33333343'],
    ['becbf647612f3696', '-0.0000033333333333333333'],
  ];
  for (const [bits, text] of numbers) {
    test(`the double ${bits} is written ${text}`, () => {
      assert.equal(canonicalJson(Buffer.from(bits, 'hex').readDoubleBE()), text);
    });
  }

  test('numbers that JSON does not have are refused', () => {
    for (const value of [NaN, Infinity, -Infinity]) assert.throws(() => canonicalJson([value]), RangeError);
  });

  test('the order in which members were written does not matter, that of a list does', () => {
    assert.equal(canonicalJson({ b: { d: 1, c: 2 }, a: 3 }), canonicalJson({ a: 3, b: { c: 2, d: 1 } }));
    assert.notEqual(canonicalJson([1, 2]), canonicalJson([2, 1]));
  });

  test('a member without a value is not there', () => {
    assert.equal(canonicalJson({ a: undefined, b: null }), '{"b":null}');
  });

  test('control characters are escaped in the one short way that there is', () => {
    assert.equal(canonicalJson('\b\t\n\f\r\u0000\u001f\u007f/'), '"\\b\\t\\n\\f\\r\\u0000\\u001f\u007f/"');
  });
});
