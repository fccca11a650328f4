import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { destinationOf, harmlessUrl } from '../../../src/document/link-url.ts';

describe('the address of a link', () => {
  for (const [written, opened] of [
    ['https://bank.example/terms?x=1#part', 'https://bank.example/terms?x=1#part'],
    ['  http://bank.example  ', 'http://bank.example/'],
    ['HTTPS://BANK.EXAMPLE/', 'https://bank.example/'],
    ['www.bank.example/rent', 'https://www.bank.example/rent'],
    ['https://bank.example@evil.example/', 'https://evil.example/'],
    ['https://bank.example:443@evil.example/', 'https://evil.example/'],
    ['https:\\\\evil.example', 'https://evil.example/'],
    ['mailto:kari@host.example?subject=Hi&bcc=spy@evil.example&body=I%20accept', 'mailto:kari@host.example'],
    ['tel:+47 22 00 00 00', 'tel:+4722000000'],
  ] as const) {
    it(`${written} is opened as ${opened}`, () => assert.equal(harmlessUrl(written), opened));
  }

  for (const refused of [
    'javascript:alert(1)',
    'JavaScript:alert(1)',
    ' javascript:alert(1)',
    'java\nscript:alert(1)',
    'java\tscript:alert(1)',
    '\u0001javascript:alert(1)',
    'data:text/html,<script>alert(1)</script>',
    'blob:https://bank.example/0b1c',
    'file:///etc/passwd',
    'C:\\Windows\\calc.exe',
    '\\\\server\\share\\file.exe',
    'vbscript:msgbox',
    'ms-word:ofe|u|https://evil.example/x.docx',
    'view-source:https://bank.example',
    'about:blank',
    'ftp://bank.example/',
    'terms.html',
    '/terms',
    '//evil.example/terms',
    '?next=1',
    '#part',
    '',
    'https://',
    'https://a b.example/',
    'https://bank.example\u0000.evil.example/',
    `https://bank.example/${'a'.repeat(5_000)}`,
    'tel:*21*900000000#',
    'tel:%2A%2306%23',
    'mailto:',
    'mailto:a@b.example,c@evil.example',
    'mailto:a@b.example%0ABcc:c@evil.example',
    'mailto:%E0%A4%A',
  ]) {
    it(`${JSON.stringify(refused).slice(0, 60)} is not opened`, () =>
      assert.equal(harmlessUrl(refused), undefined));
  }

  it('tells the host as it is, in ASCII: letters that look like others do not pass for them', () => {
    const shown = (written: string) => destinationOf(harmlessUrl(written) ?? '');
    assert.equal(shown('https://b\u0430nk.example/'), 'xn--bnk-6cd.example');
    assert.equal(shown('https://bank.example@evil.example/'), 'evil.example');
    assert.equal(shown('https://evil.example:8443/bank.example'), 'evil.example:8443');
    assert.equal(shown('https://bank.example\u2044login.evil.example/').endsWith('evil.example'), true);
    assert.equal(shown('mailto:kari@b\u0430nk.example'), 'kari@xn--bnk-6cd.example');
    assert.equal(shown('tel:+4722000000'), '+4722000000');
  });

  it('has none of the marks that turn the direction of text', () => {
    assert.match(harmlessUrl('https://bank.example/\u202egpj.exe') ?? '', /^[\x21-\x7e]+$/);
  });
});
