import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { describe, it } from 'node:test';
import { parse } from 'yaml';
import { FAILURE_CODES } from '../../../src/session/failure.ts';

describe('the codes of the widget', () => {
  it('are all of the protocol’s, and the few that only a widget can know', async () => {
    const protocol = parse(await readFile('src/task/openapi.yaml', 'utf8')) as {
      components: { schemas: { ProblemCode: { enum: string[] } } };
    };
    const own = ['offline', 'timeout', 'outcome-unknown', 'login-cancelled', 'login-blocked'];
    assert.deepEqual(
      [...FAILURE_CODES].sort(),
      [...protocol.components.schemas.ProblemCode.enum, ...own].sort(),
    );
  });
});
