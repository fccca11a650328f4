import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Html } from '../../demo/host/html.ts';
import { html } from '../../demo/host/html.ts';
import { tenancyPage } from '../../demo/host/pages/tenancy-page.ts';
import { WAYS } from '../../demo/host/ways.ts';

describe('HTML from a template', () => {
  test('what is put in is text, in an element and in an attribute', () => {
    const name = `<img src=x onerror="alert('1')"> & Co`;
    const safe = '&lt;img src=x onerror=&quot;alert(&#39;1&#39;)&quot;&gt; &amp; Co';
    assert.equal(html`<p title="${name}">${name}</p>`.text, `<p title="${safe}">${safe}</p>`);
  });

  test('a template inside is put in as it is, and so is a list of them', () => {
    const items = ['a', '<b>'].map((item) => html`<li>${item}</li>`);
    assert.equal(
      html`<ul>
        ${items}
      </ul>`.text.replace(/\s+/g, ''),
      '<ul><li>a</li><li>&lt;b&gt;</li></ul>',
    );
  });

  test('an entity that somebody typed is shown as they typed it', () => {
    assert.equal(html`${'&lt;'}`.text, '&amp;lt;');
  });

  test('nothing is nothing, and zero is zero', () => {
    assert.equal(html`${undefined}|${0}`.text, '|0');
  });

  test('what only looks like a template is text all the same', () => {
    const pretender = JSON.parse('{"text": "<script>"}') as Html;
    assert.throws(() => html`${pretender}`.text);
  });

  test('a hostile name in the form stays inside its field', () => {
    const hostile = '"><script>alert(1)</script><input value="';
    const page = tenancyPage({
      way: WAYS.find(({ id }) => id === 'open')!,
      values: { tenantName: hostile },
      faults: { email: '<b>wrong</b>' },
      attempt: hostile,
      failure: hostile,
    });
    assert.ok(!page.includes('<script>alert'));
    assert.ok(!page.includes('<b>wrong'));
    assert.equal(page.match(/<input/g)?.length, 7);
  });
});
