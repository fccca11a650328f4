import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { EXAMPLE_TENANCY } from '../../demo/host/pages/tenancy-page.ts';
import { isTenancy, parseTenancy, type TenancyField } from '../../demo/host/tenancy.ts';

function parse(change: Partial<Record<TenancyField, string>> = {}) {
  return parseTenancy(new URLSearchParams({ ...EXAMPLE_TENANCY, ...change }));
}

describe('the form of a tenancy', () => {
  test('as it is first shown is complete', () => {
    assert.deepEqual(parse(), {
      tenantName: 'Kari Nordmann',
      email: 'kari@example.test',
      address: '12 Harbour Street, flat 3, Bergen',
      monthlyRent: 1250,
      startDate: '2027-01-01',
      months: 24,
    });
  });

  test('forgives blanks around and between words, and marks of thousands', () => {
    const parsed = parse({ tenantName: '  Kari \n Nordmann ', monthlyRent: ' 1,250 ' });
    assert.ok(isTenancy(parsed));
    assert.equal(parsed.tenantName, 'Kari Nordmann');
    assert.equal(parsed.monthlyRent, 1250);
  });

  test('that is empty tells of every field', () => {
    const faults = parseTenancy(new URLSearchParams());
    assert.ok(!isTenancy(faults));
    const { nationalId: _id, phone: _number, ...others } = EXAMPLE_TENANCY;
    assert.deepEqual(Object.keys(faults).sort(), Object.keys(others).sort());
  });

  test('asks for the national identity number only where an eID is asked for', () => {
    const form = (nationalId: string) => new URLSearchParams({ ...EXAMPLE_TENANCY, nationalId });
    const without = parseTenancy(form('01017012345'));
    assert.ok(isTenancy(without));
    assert.equal('nationalId' in without, false);
    const withIt = parseTenancy(form(' 010170 12345 '), { nationalId: true });
    assert.ok(isTenancy(withIt));
    assert.equal(withIt.nationalId, '01017012345');
    for (const wrong of ['', '0101701234', '010170123456', 'national ID', '０１０１７０１２３４５'])
      assert.deepEqual(Object.keys(parseTenancy(form(wrong), { nationalId: true })), ['nationalId'], wrong);
  });

  test('asks for the mobile number only where the tenant is told by SMS', () => {
    const form = (phone: string) => new URLSearchParams({ ...EXAMPLE_TENANCY, phone });
    const without = parseTenancy(form('+47 90 00 00 00'));
    assert.ok(isTenancy(without) && !('phone' in without));
    const withIt = parseTenancy(form(' +47 (900) 00-000 '), { phone: true });
    assert.ok(isTenancy(withIt));
    assert.equal(withIt.phone, '+4790000000');
    for (const wrong of ['', '90000000', '+0790000000', '+47', 'mobile'])
      assert.deepEqual(Object.keys(parseTenancy(form(wrong), { phone: true })), ['phone'], wrong);
  });

  const wrong: readonly [TenancyField, ...string[]][] = [
    ['tenantName', '', 'K', '   ', 'K'.repeat(101)],
    [
      'email',
      '',
      'kari',
      'kari@',
      '@example.test',
      'kari@example',
      'a b@example.test',
      `${'k'.repeat(200)}@a.no`,
    ],
    ['address', '', 'here', 'a'.repeat(151)],
    ['monthlyRent', '', '0', '-1', 'much', '1250.50', '1.250', '1000001', 'Infinity', 'NaN'],
    ['startDate', '', 'tomorrow', '2027-1-1', '2027-13-01', '2027-02-31', '2027-02-29', '2027-01-01T00:00'],
    ['months', '', '0', '121', '1.5', 'two'],
  ];
  for (const [field, ...values] of wrong) {
    test(`tells of the field ${field}, and of no other, when it is wrong`, () => {
      for (const value of values) assert.deepEqual(Object.keys(parse({ [field]: value })), [field], value);
    });
  }

  test('takes the 29th of February in a leap year', () => {
    assert.ok(isTenancy(parse({ startDate: '2028-02-29' })));
  });
});
