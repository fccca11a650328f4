import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { findGraphFault } from '../../../demo/service/domain/task-graph.ts';

const node = (name: string, ...dependsOn: string[]) => ({ name, dependsOn });

describe('which task waits for which', () => {
  test('a chain, a diamond and tasks that wait for nobody are sound', () => {
    assert.equal(findGraphFault([node('a')]), undefined);
    assert.equal(findGraphFault([node('c', 'b'), node('b', 'a'), node('a')]), undefined);
    assert.equal(findGraphFault([node('a'), node('b', 'a'), node('c', 'a'), node('d', 'b', 'c')]), undefined);
  });

  test('a name that is used twice is told with the second place', () => {
    assert.deepEqual(findGraphFault([node('a'), node('b'), node('a')]), { kind: 'duplicate', index: 2 });
  });

  test('a dependency that is no task is told by its name', () => {
    assert.deepEqual(findGraphFault([node('a'), node('b', 'a', 'nobody')]), {
      kind: 'unknown',
      index: 1,
      dependency: 'nobody',
    });
  });

  test('a task that waits for itself is a circle', () => {
    assert.deepEqual(findGraphFault([node('a'), node('b', 'b')]), { kind: 'circle', index: 1 });
  });

  test('a circle of three is found behind tasks that are sound', () => {
    const tasks = [node('start'), node('a', 'start', 'c'), node('b', 'a'), node('c', 'b')];
    assert.deepEqual(findGraphFault(tasks), { kind: 'circle', index: 1 });
  });

  test('names that every object has are names like any other', () => {
    assert.equal(findGraphFault([node('constructor'), node('__proto__', 'constructor')]), undefined);
    assert.equal(findGraphFault([node('a', 'toString')])?.kind, 'unknown');
  });
});
